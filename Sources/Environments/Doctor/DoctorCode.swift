/// What `triptych doctor` looks at. The raw values are stable: docs/troubleshooting.md has each with its fix.
package enum DoctorCode: String, Hashable, Sendable, CaseIterable {
  case client = "DOC01"
  case plugin = "DOC02"
  case engine = "DOC03"
  case composeVersion = "DOC04"
  case age = "DOC05"
  case terminal = "DOC06"
  case characters = "DOC07"
  case root = "DOC08"
  case state = "DOC09"
  case clock = "DOC10"
  case disk = "DOC11"
  case certificate = "DOC12"

  /// In one or two words, as the report has it.
  package var subject: String {
    switch self {
    case .client: "docker client"
    case .plugin: "Compose plugin"
    case .engine: "engine"
    case .composeVersion: "Compose version"
    case .age: "age"
    case .terminal: "terminal"
    case .characters: "characters"
    case .root: "repository"
    case .state: "state folder"
    case .clock: "clock"
    case .disk: "disk"
    case .certificate: "certificate"
    }
  }
}
