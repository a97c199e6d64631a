/// How much a remark matters.
package enum Level: String, Hashable, Sendable {
  case info, warning, error
}
