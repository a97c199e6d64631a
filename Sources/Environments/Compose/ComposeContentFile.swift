/// A file whose content the Compose files put into containers: an entry of their top-level `configs:` or `secrets:`.
/// Compose itself never looks at the content, so that a change of it recreates nothing.
package struct ComposeContentFile: Hashable, Sendable {
  package enum Section: String, Hashable, Sendable { case configs, secrets }

  package var name: String
  /// Relative to the root, or absolute.
  package var path: String
  package var location: Location
}

extension Environment {
  /// What the Compose files name in a section, by name, as they are written: the model that Compose resolves is not
  /// always at hand, and a revision must not depend on whether it is. What no variable leads to is left out.
  ///
  /// - Parameter supplied: what triptych itself sets beside the `.env` files.
  package func contentFiles(
    in section: ComposeContentFile.Section, supplied: [String: String],
    read: (String) -> SourceText
  ) -> [ComposeContentFile] {
    let documents = ComposeDocument.documents(
      target.composeFiles, profiles: target.profiles, read: read
    ).documents
    // A path is relative to the folder of the first file, whichever file it stands in.
    guard let first = documents.first else { return [] }
    let folder = first.file.split(separator: "/").dropLast()
    var files: [String: ComposeContentFile] = [:]
    for entry in documents.flatMap(\.entries)
    where entry.path.count == 3 && entry.path[0] == section.rawValue && entry.path[2] == "file" {
      guard case .string(let text) = entry.value, let path = evaluated(text, entry, supplied)
      else { continue }
      files[entry.path[1]] = ComposeContentFile(
        name: entry.path[1], path: path.hasPrefix("/") ? path : path.joined(to: folder),
        location: entry.location)
    }
    return files.values.sorted { $0.name < $1.name }
  }

  /// Null where a variable has no value, which is told elsewhere.
  private func evaluated(
    _ text: String, _ entry: ComposeEntry, _ supplied: [String: String]
  ) -> String? {
    if entry.references.isEmpty { return text }
    func value(_ name: String) -> String? {
      if let value = supplied[name] { return value }
      guard case .string(let text)? = setting(SettingKey(.env, name))?.value else { return nil }
      return text
    }
    guard let template = try? Interpolation.parse(text),
      entry.references.allSatisfy({ $0.hasDefault || value($0.name) != nil })
    else { return nil }
    return template.evaluated { value($0) }.text
  }
}
