import Glibc

/// Reads the configuration at `path`, or says why it cannot be used.
package func readConfiguration(at path: String) -> (
  configuration: ServiceConfiguration?, problems: [ConfigurationProblem]
) {
  switch contents(of: path, limitBytes: 1 << 20) {
  case .success(let bytes): ServiceConfiguration.read(bytes)
  case .failure(let problem): (nil, [problem])
  }
}

extension ConfigurationProblem: Error {}

private func contents(
  of path: String, limitBytes: Int
) -> Result<[UInt8], ConfigurationProblem> {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return .failure(unreadable(errno)) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = Glibc.read(descriptor, &chunk, chunk.count)
    if count == 0 { return .success(bytes) }
    if count < 0 {
      if errno == EINTR { continue }
      return .failure(unreadable(errno))
    }
    bytes += chunk[..<count]
    if bytes.count > limitBytes {
      return .failure(
        ConfigurationProblem(.unreadable, "the file is larger than \(limitBytes) bytes"))
    }
  }
}

private func unreadable(_ code: Int32) -> ConfigurationProblem {
  ConfigurationProblem(
    .unreadable, "the file cannot be read: \(String(cString: strerror(code)))",
    hint: "`triptych render ENV` writes it; the Compose files mount its folder at /etc/trading")
}
