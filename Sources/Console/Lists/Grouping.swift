/// Under which headings the differences stand.
enum Grouping: Hashable, Sendable, CaseIterable {
  case source
  /// The file that says the value, in the first of the focused environments that has one.
  case file
  case service
  case none

  /// What the frame says of it; `nil` for the headings that need no word.
  var words: String? {
    switch self {
    case .source: nil
    case .file: "by file"
    case .service: "by service"
    case .none: "ungrouped"
    }
  }
}
