extension Workspace {
  /// Why a file of certificate authorities cannot be used; `nil` when it can be read or there is none.
  func refusal(ofAuthorities file: String?) -> String? {
    guard let file else { return nil }
    let words: String
    switch read(file) {
    case .text: return nil
    case .missing: words = "it is missing"
    case .directory: words = "it is a folder"
    case .unreadable(let reason): words = reason
    case .tooLarge, .notUTF8, .containsNUL: words = "it is not a PEM file"
    }
    return "cannot read certificate authority \(file): \(words)"
  }
}
