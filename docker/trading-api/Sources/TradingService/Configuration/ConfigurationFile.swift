/// Reads the configuration at `path`, or says why it cannot be used.
package func readConfiguration(at path: String) -> (
  configuration: ServiceConfiguration?, problems: [ConfigurationProblem]
) {
  switch readFile(path) {
  case .success(let bytes): ServiceConfiguration.read(bytes)
  case .failure(let error):
    (
      nil,
      [
        ConfigurationProblem(
          .unreadable, error.description,
          hint:
            "`triptych render ENV` writes it; the Compose files mount its folder at /etc/trading")
      ]
    )
  }
}
