import Environments

/// A file whose content is mounted into containers: an entry of the top-level `configs:` or `secrets:`. Compose ignores
/// the content, so a change of it recreates no container.
package struct ComposeContentFile: Hashable, Sendable {
  package enum Section: String, Hashable, Sendable { case configs, secrets }

  package var section: Section
  package var name: String
  /// Relative to the root, or absolute.
  package var path: String
  package var location: Location
}

extension Environment {
  /// The content files of the Compose files as written, by section and name. The resolved model is not used, since it
  /// is not always available and a revision must not depend on it. Paths with unset variables are left out.
  ///
  /// - Parameter supplied: the variables that triptych sets in addition to the `.env` files.
  package func contentFiles(
    supplied: [String: String], read: (String) -> SourceText
  ) -> [ComposeContentFile] {
    let files = ComposeDocument.documents(
      target.composeFiles, profiles: target.profiles, read: read)
    return contentFiles(of: files.documents, supplied: supplied)
  }

  /// The content files of Compose files that were read already.
  func contentFiles(
    of documents: [ComposeDocument], supplied: [String: String]
  ) -> [ComposeContentFile] {
    // A path is relative to the folder of the first file, even in other files.
    guard let first = documents.first else { return [] }
    let folder = first.file.split(separator: "/").dropLast()
    var files: [[String]: ComposeContentFile] = [:]
    let entries = documents.lazy.filter { !$0.isIncluded }.flatMap(\.entries)
    for entry in entries where entry.path.count == 3 && entry.path[2] == "file" {
      guard let section = ComposeContentFile.Section(rawValue: entry.path[0]),
        case .string(let text) = entry.value, let path = evaluated(text, entry, supplied)
      else { continue }
      files[entry.path] = ComposeContentFile(
        section: section, name: entry.path[1],
        path: path.hasPrefix("/") ? path : path.joined(to: folder), location: entry.location)
    }
    return files.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  /// `nil` when a variable has no value, which is reported elsewhere.
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
