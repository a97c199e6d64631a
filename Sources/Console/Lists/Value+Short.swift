import Environments

extension Value {
  /// The value as one would say it: `on`, `off`, `none`.
  var short: String {
    switch self {
    case .null: "none"
    case .bool(let bool): bool ? "on" : "off"
    case .list(let values): values.isEmpty ? "none" : values.map(\.text).joined(separator: ", ")
    default: text
    }
  }
}
