import Environments

/// The Compose files of an environment as one stream of documents, without the `extends:` and `include:` of files that are
/// missing; another Compose file could not take these away. It is meant for Compose's standard input, so that nothing is
/// written. Compose merges documents as it merges files (tried on 2.26 and 2.40).
extension Environment {
  /// `nil` where it would not be sound: a file that is extended or included demands the missing one, or cannot be read
  /// with certainty.
  package func composeCopy(
    without missing: [MissingFile], read: (String) -> SourceText
  ) -> String? {
    let removed = missing.filter { $0.use != .envFile }
    let own = Set(target.composeFiles.map { ExactText($0) })
    guard removed.allSatisfy({ own.contains(ExactText($0.location.file)) }) else { return nil }
    var documents: [String] = []
    for file in target.composeFiles {
      guard case .text(let text) = read(file) else { return nil }
      let places = Set(removed.map(\.location).filter { $0.file.isExactly(file) })
      guard !places.isEmpty else {
        documents.append(text)
        continue
      }
      let parsed = YAMLDocument.parse(text, file: file)
      guard parsed.diagnostics.isEmpty, let node = parsed.node else { return nil }
      documents.append(node.withoutFiles(namedAt: places).flow)
    }
    return documents.joined(separator: "\n---\n")
  }
}

extension YAMLNode {
  /// A Compose file without the `extends` and the items of `include` that name a file at one of the places.
  fileprivate func withoutFiles(namedAt places: Set<Location>) -> YAMLNode {
    func isNamed(_ node: YAMLNode?) -> Bool {
      guard let node else { return false }
      return places.contains(node.location) || node.items.contains { places.contains($0.location) }
    }
    var document = self
    document.content = .mapping(
      fields.compactMap { section in
        var section = section
        switch section.key {
        case "include":
          let kept = section.value.items.filter { !isNamed($0["path"] ?? $0) }
          if kept.isEmpty { return nil }
          section.value.content = .sequence(kept)
        case "services":
          section.value.content = .mapping(
            section.value.fields.map { service in
              var service = service
              guard isNamed(service.value["extends"]?["file"]) else { return service }
              service.value.content = .mapping(
                service.value.fields.filter { $0.key != "extends" })
              return service
            })
        default: break
        }
        return section
      })
    return document
  }

  /// The node on one line, in which every scalar keeps its type: what YAML reads as a text has quotes.
  var flow: String {
    let tag = tag == Self.resetTag || tag == Self.overrideTag ? "\(tag ?? "") " : ""
    switch content {
    case .scalar(let text, let isQuoted):
      if !isQuoted, text.isEmpty { return tag + "null" }
      let isText = isQuoted || PlainScalar(text) == .text
      return tag + (isText ? JSONValue.string(text).line : text)
    case .sequence(let items):
      return tag + "[" + items.map(\.flow).joined(separator: ", ") + "]"
    case .mapping(let entries):
      let members = entries.map { "\(JSONValue.string($0.key).line): \($0.value.flow)" }
      return tag + "{" + members.joined(separator: ", ") + "}"
    }
  }
}
