import Environments

/// What of the caller's shell reaches Compose together with the files of one environment.
///
/// Compose prefers the shell to every `.env` file. So that it wins nowhere unseen, a variable that an `.env` file sets is
/// withheld, and the others are shown as the lowest layer where something uses them.
package enum ShellVariables {
  /// The variables of a shell that runs Compose in the root of the repository, as triptych does: Compose files write
  /// `${PWD}/data`, and every shell sets `PWD`.
  package static func running(in root: String, _ shell: [String: String]) -> [String: String] {
    shell.merging(["PWD": root]) { $1 }
  }

  /// The variables that Compose receives.
  ///
  /// - Parameter names: those that the `.env` files set.
  package static func passed(
    _ shell: [String: String], besides names: Set<ExactText>
  ) -> [String: String] {
    var passed = shell.filter { !names.contains(ExactText($0.key)) || isFixed($0.key) }
    // Without HOME, Compose would look for docker's settings in the folder that the `.env` file names.
    if passed["HOME"] == nil, let home = shell["HOME"], shell[dockerConfig] == nil,
      !names.contains(ExactText(dockerConfig))
    {
      passed[dockerConfig] = home + "/.docker"
    }
    return passed
  }

  private static let dockerConfig = "DOCKER_CONFIG"

  /// What keeps Compose from fetching files from elsewhere holds whatever a file says, and so does the folder in which it
  /// runs: newer releases set `PWD` themselves.
  private static func isFixed(_ name: String) -> Bool {
    name.hasPrefix("COMPOSE_EXPERIMENTAL_") || name == "PWD"
  }

  /// The variables as entries without a place.
  static func entries(_ variables: [String: String]) -> [ExactText: EnvFile.Entry] {
    Dictionary(
      variables.map { name, text in
        let isSecret = SecretPatterns.isSecret(name) || SecretPatterns.looksSecret(text)
        return (
          ExactText(name),
          EnvFile.Entry(
            name: name, value: EnvValue(text, isSecret: isSecret),
            origin: Origin(layer: .shell(name)))
        )
      }, uniquingKeysWith: { first, _ in first })
  }
}

extension Environment {
  /// The names that the `.env` files of the environment set.
  package var namesInEnvFiles: Set<ExactText> {
    Set(
      settings.lazy.filter { setting in
        [.env, .secrets].contains(setting.key.source)
          && setting.layerValues.contains { $0.origin.layer == .envFile }
      }.map { ExactText($0.key.path) })
  }
}
