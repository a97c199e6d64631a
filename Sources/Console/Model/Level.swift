/// How much a notice matters.
package enum Level: String, Hashable, Sendable {
  case info, warning, error
}
