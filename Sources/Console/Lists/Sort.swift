/// The order of a view's rows.
enum Sort: Hashable, Sendable {
  /// As the files declare them.
  case declared
  case name
  /// What needs a look first.
  case worst

  /// What the frame says of it; `nil` for the order that needs no word.
  var words: String? {
    switch self {
    case .declared: nil
    case .name: "by name"
    case .worst: "worst first"
    }
  }

  /// The orders that a view knows, in the order of the key that walks through them.
  static func choices(in place: Place) -> [Sort] {
    switch place {
    case .overview: [.declared, .name, .worst]
    case .differences: [.declared, .worst]
    default: [.declared]
    }
  }
}
