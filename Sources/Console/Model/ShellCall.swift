/// A shell in a container that is ready to be opened.
package struct ShellCall: Hashable, Sendable {
  package var environment: String
  package var service: String
  package var argv: [String]
  package var variables: [String: String]

  package init(
    environment: String, service: String, argv: [String], variables: [String: String]
  ) {
    self.environment = environment
    self.service = service
    self.argv = argv
    self.variables = variables
  }
}
