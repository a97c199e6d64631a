extension ContainerStatus {
  /// The same without secrets in what its health check printed, and in what the engine said of its start.
  package func masked(by mask: ProgramMask) -> ContainerStatus {
    guard lastProbe != nil || error != nil || !probes.isEmpty else { return self }
    var status = self
    status.lastProbe = lastProbe.map { mask.shown($0, from: .other) }
    status.error = error.map { mask.shown($0, from: .other) }
    for index in probes.indices {
      status.probes[index].output = mask.shown(probes[index].output, from: .other)
    }
    return status
  }
}

extension EnvironmentStatus {
  /// The same without secrets in what programs said of the containers.
  package func masked(by mask: ProgramMask) -> EnvironmentStatus {
    var status = self
    status.containers = containers.map { $0.masked(by: mask) }
    return status
  }
}
