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
      guard case .text(let text) = read(file) else {
        diagnostics += [unreadable(read(file), file)].compactMap(\.self)
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

  private static func unreadable(_ source: SourceText, _ file: String) -> Diagnostic? {
    let place = Location(file: file, line: 1, column: 1)
    func problem(_ message: String, hint: String? = nil) -> Diagnostic {
      Diagnostic(.error, "CMP01", message, at: place, hint: hint)
    }
    switch source {
    case .text: return nil
    case .missing:
      return problem(
        "the Compose file does not exist", hint: "create it, or take it out of target.compose_files"
      )
    case .unreadable(let words): return problem("the Compose file cannot be read: \(words)")
    case .directory: return problem("a folder stands where the Compose file should be")
    case .tooLarge(let bytes):
      return problem(
        "the Compose file has \(bytes) bytes, more than the \(SourceText.bytesMax) that are read")
    case .notUTF8(let line): return problem("line \(line) of the Compose file is not UTF-8")
    case .containsNUL(let line): return problem("line \(line) of the Compose file holds a NUL")
    }
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
