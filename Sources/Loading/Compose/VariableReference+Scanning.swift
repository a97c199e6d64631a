import Environments

extension VariableReference {
  /// Every `${V}` and `$V` of a text, nested ones included. A text that Compose will refuse has none.
  static func references(in text: String, at location: Location) -> [VariableReference] {
    guard text.utf8.contains(UInt8(ascii: "$")),
      let interpolation = try? Interpolation.parse(text)
    else { return [] }
    return interpolation.references.map { VariableReference($0, at: location) }
  }

  private init(_ reference: Interpolation.Reference, at location: Location) {
    let (hasDefault, isRequired) =
      switch reference.fallback {
      case .none: (false, false)
      case .value, .replacement: (true, false)
      case .failure: (false, true)
      }
    self.init(
      name: reference.name, hasDefault: hasDefault, isRequired: isRequired, location: location)
  }
}
