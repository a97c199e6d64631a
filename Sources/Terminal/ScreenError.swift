/// Why there can be no screen.
package enum ScreenError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The process has no controlling terminal.
  case noTerminal
  /// The system does not describe the terminal that `TERM` names.
  case unknownTerminal(String)

  package var description: String {
    switch self {
    case .noTerminal: "There is no terminal to show the console on."
    case .unknownTerminal(""): "TERM is not set, so the terminal is unknown."
    case .unknownTerminal(let name):
      "TERM is \"\(name)\", a terminal that this system does not describe."
    }
  }
}
