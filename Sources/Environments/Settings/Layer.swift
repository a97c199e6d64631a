/// One source of settings. Within the settings of an environment, later cases override earlier ones.
package enum Layer: Hashable, Sendable, CustomStringConvertible {
  case builtIn
  case base
  /// Another environment that this one extends.
  case parent(String)
  case environment
  /// What the names of a repository's files say, where nothing declares its environments.
  case found
  case local
  case commandLine
  /// A `.env` file; among several, later files override earlier ones.
  case envFile
  case compose

  package var description: String {
    switch self {
    case .builtIn: "built-in"
    case .base: "base"
    case .parent(let name): name
    case .environment: "environment"
    case .found: "found"
    case .local: "local"
    case .commandLine: "--set"
    case .envFile: "env file"
    case .compose: "compose"
    }
  }
}
