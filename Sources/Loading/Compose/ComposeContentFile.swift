import Environments

/// A file whose content the Compose files put into containers: an entry of their top-level `configs:` or `secrets:`.
/// Compose itself never looks at the content, so that a change of it recreates nothing.
package struct ComposeContentFile: Hashable, Sendable {
  package enum Section: String, Hashable, Sendable { case configs, secrets }

  package var section: Section
  package var name: String
  /// Relative to the root, or absolute.
  package var path: String
  package var location: Location
}

extension Environment {
  /// What the Compose files name, by section and name, as they are written: the model that Compose resolves is not
  /// always at hand, and a revision must not depend on whether it is. What no variable leads to is left out.
  ///
  /// - Parameter supplied: what triptych itself sets beside the `.env` files.
  package func contentFiles(
    supplied: [String: String], read: (String) -> SourceText
  ) -> [ComposeContentFile] {
    let files = ComposeDocument.documents(
      target.composeFiles, profiles: target.profiles, read: read)
    return contentFiles(of: files.documents, supplied: supplied)
  }

  /// Does so for files that were read already.
  func contentFiles(
    of documents: [ComposeDocument], supplied: [String: String]
  ) -> [ComposeContentFile] {
    // A path is relative to the folder of the first file, whichever file it stands in.
    guard let first = documents.first else { return [] }
    let folder = first.file.split(separator: "/").dropLast()
    var files: [[String]: ComposeContentFile] = [:]
    let own = documents.filter { !$0.isIncluded }
    for entry in own.flatMap(\.entries) where entry.path.count == 3 && entry.path[2] == "file" {
      guard let section = ComposeContentFile.Section(rawValue: entry.path[0]),
        case .string(let text) = entry.value, let path = evaluated(text, entry, supplied)
      else { continue }
      files[entry.path] = ComposeContentFile(
        section: section, name: entry.path[1],
        path: path.hasPrefix("/") ? path : path.joined(to: folder), location: entry.location)
    }
    return files.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  /// `nil` where a variable has no value, which is told elsewhere.
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
