import Environments

/// Masks texts that interpolate variables. A default is a secret when the variable is one, when it stands where a secret
/// stands, as in `--requirepass ${W:-s3cret}`, or when its own text is one.
struct TemplateMasking {
  let secrets: KnownSecrets

  /// The text as it is written in a file, with `•••` in place of what is secret in it.
  func shown(_ template: Interpolation) -> String {
    let parts = Array(template.parts.enumerated().prefix(60_000))
    let hidden = secretPlaces(parts)
    // Each variable is one character meanwhile, so that its name and its braces are not taken for the text's words.
    let body = parts.map { index, part in
      if case .text(let words) = part {
        words.replacing("$", with: "$$")
      } else {
        MaskedText.standIn(index)
      }
    }.joined()
    var shown = secrets.masked(body)
    if MaskedText.mayHide(in: shown) { shown = MaskedText.of(shown) }
    for case (let index, .variable(let reference)) in parts {
      shown = shown.replacing(
        MaskedText.standIn(index),
        with: written(reference, isHidden: hidden.contains(index) || isSecret(reference.name)))
    }
    return shown
  }

  private func isSecret(_ name: String) -> Bool {
    secrets.variables.contains(name) || SecretPatterns.isSecretVariable(name)
  }

  private func written(_ reference: Interpolation.Reference, isHidden: Bool) -> String {
    reference.written { isHidden && $1 ? Secret.mask : shown($0) }
  }

  /// The variables with a default that stand in the place of a secret.
  private func secretPlaces(_ parts: [(offset: Int, element: Interpolation.Part)]) -> Set<Int> {
    guard parts.count > 1, parts.contains(where: \.element.hasDefault) else { return [] }
    var bytes: [UInt8] = []
    var places: [(index: Int, start: Int)] = []
    for (index, part) in parts {
      if case .text(let words) = part {
        bytes += words.utf8
      } else if part.hasDefault {
        places.append((index, bytes.count))
        bytes += Self.someValue
      } else {
        bytes += MaskedText.standIn(index).utf8
      }
    }
    let secret = SecretPatterns.secretParts(in: bytes)
    return Set(
      places.filter { place in secret.contains { $0.contains(place.start) } }.map(\.index))
  }

  /// A value like that of a token, which no file has.
  private static let someValue = Array(String(repeating: "\u{100000}", count: 5).utf8)
}

extension Interpolation.Part {
  fileprivate var hasDefault: Bool {
    guard case .variable(let reference) = self else { return false }
    switch reference.fallback {
    case .value, .replacement: return true
    case .none, .failure: return false
    }
  }
}

extension Interpolation {
  /// The text as it is written in a file.
  var written: String {
    parts.map { part in
      switch part {
      case .text(let text): text.replacing("$", with: "$$")
      case .variable(let reference): reference.written { text, _ in text.written }
      }
    }.joined()
  }
}

extension Interpolation.Reference {
  /// - Parameter inner: writes the text behind the name; the second argument is whether the text may become the value.
  fileprivate func written(_ inner: (Interpolation, Bool) -> String) -> String {
    let rest =
      switch fallback {
      case .none: ""
      case .value(let text, let orEmpty): (orEmpty ? ":-" : "-") + inner(text, true)
      case .replacement(let text, let orEmpty): (orEmpty ? ":+" : "+") + inner(text, true)
      case .failure(let text, let orEmpty): (orEmpty ? ":?" : "?") + inner(text, false)
      }
    return "${\(name)\(rest)}"
  }
}
