import HTTPTypes

extension HTTPFields {
  /// The field of a name that is a text. What is no name of a field is never there.
  subscript(named name: String) -> String? {
    get { HTTPField.Name(name).flatMap { self[$0] } }
    set {
      if let name = HTTPField.Name(name) { self[name] = newValue }
    }
  }
}
