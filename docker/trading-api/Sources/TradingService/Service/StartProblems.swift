/// Why the service does not start: all reasons, each as the operator reads it.
package struct StartProblems: Error {
  package var problems: [String]
}
