/// Why a session did not go as a test expects, with the screen.
package struct TerminalSessionError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
