import Environments

/// What Compose was asked without, and what is unknown of its answer for that.
struct ComposeLack: Hashable, Sendable {
  var missing: [MissingFile] = []
  var placeholders: [Placeholder] = []

  var isEmpty: Bool { missing.isEmpty && placeholders.isEmpty }

  /// The files whose paths are known; another one is missing only because a variable of its path is not set.
  var namedFiles: [MissingFile] { missing.filter { placeholders.found(in: $0.path).isEmpty } }

  /// In place of what Compose says of one of them.
  var words: String {
    let files = namedFiles
    return [
      files.isEmpty ? nil : files.words, placeholders.isEmpty ? nil : placeholders.reason,
    ].compactMap(\.self).joined(separator: "; ")
  }

  /// Where settings may be absent only because something is missing.
  var unknownParts: [UnknownPart] {
    missing.flatMap { file in
      file.places.map { UnknownPart($0, reason(of: file), at: file.location) }
    }
  }

  /// Why all is unknown that a service does not state itself, by the service's name.
  var reasonsOfServices: [String: String] {
    Dictionary(
      missing.filter { $0.use == .extends }.flatMap { file in
        file.services.map { ($0, reason(of: file)) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private func reason(of file: MissingFile) -> String {
    let unset = placeholders.found(in: file.path)
    return unset.isEmpty ? "\(file.path) is missing" : unset.reason
  }

  /// Why the value at a path is unknown, which Compose gave; `nil` when it is known.
  ///
  /// - Parameter entry: what the files say of the path last.
  func reason(at path: [String], setBy entry: ComposeEntry?, _ services: [String: String])
    -> String?
  {
    guard let entry else {
      return path.count > 2 && path[0] == "services" ? services[path[1]] : nil
    }
    let unset = placeholders.filter { placeholder in
      !placeholder.isRecognized
        && entry.references.contains { $0.name.isExactly(placeholder.name) }
    }
    return unset.isEmpty ? nil : unset.reason
  }
}

extension MissingFile {
  /// What may come from the file.
  fileprivate var places: [UnknownPart.Place] {
    switch use {
    case .envFile: services.map { .below("services.\($0).environment.") }
    case .extends: services.map { .below("services.\($0).") }
    case .include: [.undeclared]
    }
  }
}

extension MaskedModel {
  /// Where a placeholder is a part of a key, as in a port, so that the other keys beside it are not known either.
  var unknownParts: [UnknownPart] {
    guard !placeholders.isEmpty else { return [] }
    var parts: [UnknownPart] = []
    for entry in entries {
      for (index, part) in entry.path.enumerated() {
        let unset = placeholders.found(in: part)
        guard !unset.isEmpty else { continue }
        let place = entry.path[..<index].joined(separator: ".") + "."
        parts.append(UnknownPart(.below(place), unset.reason, at: nil))
        break
      }
    }
    var known: Set<UnknownPart> = []
    return parts.filter { known.insert($0).inserted }
  }
}
