import Environments

extension ContainerProbe {
  /// The last runs of a container's health check, the newest first: when, how they ended and what they printed.
  static func evidence(_ container: ContainerStatus) -> [String] {
    container.probes.flatMap { probe in
      let time =
        probe.startedAt
        .map { " at \(CivilTime($0).timeOfDay) UTC" } ?? ""
      let output = Evidence.lines(of: probe.output)
      return ["\(container.name): exit \(probe.exitCode)\(time)"]
        + (output.isEmpty ? ["  no output"] : output.map { "  \($0)" })
    }
  }
}
