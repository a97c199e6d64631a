/// One Compose file, read by us.
struct ComposeDocument: Hashable, Sendable {
  var file: String
  var node: YAMLNode
  var entries: [ComposeEntry]

  /// Gives the files that can be read, in their order, and what is wrong with the others.
  static func documents(
    _ files: [String], profiles: [String], read: (String) -> SourceText
  ) -> (documents: [ComposeDocument], diagnostics: [Diagnostic]) {
    var documents: [ComposeDocument] = []
    var diagnostics: [Diagnostic] = []
    for file in files {
      let source = read(file)
      guard case .text(let text) = source else {
        let place = Location(file: file, line: 1, column: 1)
        diagnostics += [source.problem(file: file, at: place)].compactMap(\.self)
        continue
      }
      let parsed = YAMLDocument.parse(text, file: file)
      diagnostics += parsed.diagnostics
      guard let node = parsed.node else { continue }
      let enabled = node.withoutServices(outside: profiles)
      documents.append(
        ComposeDocument(
          file: file, node: enabled,
          entries: ComposeFlattening.entries(of: enabled).map(\.withoutEscapes)))
    }
    return (documents, diagnostics)
  }
}

extension YAMLNode {
  /// The document without the services that none of the active profiles enables.
  fileprivate func withoutServices(outside profiles: [String]) -> YAMLNode {
    guard case .mapping(let sections) = content else { return self }
    let kept = sections.map { section -> Entry in
      guard section.key == "services", case .mapping(let services) = section.value.content else {
        return section
      }
      let enabled = services.filter { $0.value.isEnabled(by: profiles) }
      var section = section
      section.value.content = .mapping(enabled)
      return section
    }
    return YAMLNode(.mapping(kept), at: location, tag: tag)
  }

  private func isEnabled(by profiles: [String]) -> Bool {
    let own = self["profiles"]?.items.compactMap(\.text) ?? []
    return own.isEmpty || own.contains(where: profiles.contains)
  }
}
