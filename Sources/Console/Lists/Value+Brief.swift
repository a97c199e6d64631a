import Environments

extension Value {
  /// The value as its file would say it, on one line. A secret shows its fingerprint.
  var brief: String {
    switch self {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .integer(let integer): String(integer)
    case .decimal(let decimal): String(decimal)
    case .string(let string): string.isEmpty ? "\"\"" : string
    case .bytes(let quantity), .duration(let quantity): quantity.written
    case .list(let values): "[" + values.map(\.brief).joined(separator: ", ") + "]"
    case .map(let map):
      "{" + map.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.brief)" }
        .joined(separator: ", ") + "}"
    case .secret(let fingerprint): fingerprint.description
    }
  }

  /// The value as one would say it: `on`, `off`, `none`.
  var short: String {
    switch self {
    case .null: "none"
    case .bool(let bool): bool ? "on" : "off"
    case .list(let values): values.isEmpty ? "none" : values.map(\.brief).joined(separator: ", ")
    default: brief
    }
  }
}
