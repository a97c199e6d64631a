import Environments

/// Compares what triptych makes of a value that interpolates with what Compose says of it. Compose's answer counts; that
/// they differ is a defect of triptych, which the log tells.
struct ComposeDoubts {
  /// The plain variables, by name.
  let values: [ExactText: String]
  /// The names of all variables, the secret ones among them.
  let names: Set<ExactText>
  /// The files that an `include:` names; their variables may come from other files.
  let included: Set<ExactText>

  /// Whether the value of an entry, which Compose resolved as `answer`, is another one than triptych's.
  func differs(_ entry: ComposeEntry, from answer: ComposeMasking.Masked) -> Bool {
    // What Compose normalizes, such as paths and ports, is not compared, and no secret.
    guard !answer.value.isUnknown, entry.isNamedText || entry.path.last == "image",
      answer.source == .compose,
      answer.password == nil, !entry.references.isEmpty,
      !included.contains(ExactText(entry.location.file)),
      entry.references.allSatisfy({ isKnown($0.name) })
    else { return false }
    switch entry.value {
    case .string(let text):
      guard let template = try? Interpolation.parse(text) else { return false }
      let ours = template.evaluated { values[$0] }
      return !ours.isTooLong && answer.value != .string(ours.text)
    case .null:
      // A variable that is inherited by its name.
      guard let ours = values[entry.references[0].name] else { return false }
      return answer.value != .string(ours)
    default: return false
    }
  }

  /// Whether the value is plain, or the variable not set. Some variables are set by rendering and by Compose.
  private func isKnown(_ name: String) -> Bool {
    if RenderedVariable.names.contains(name) || name.hasPrefix("COMPOSE_") { return false }
    return values[name] != nil || !names.contains(ExactText(name))
  }
}
