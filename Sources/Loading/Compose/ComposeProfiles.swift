import Environments

/// Which services the active profiles enable. Compose merges the profiles of a service over all files, and a service has
/// those of the service that it extends as well.
struct ComposeProfiles {
  private let documents: [(file: String, node: YAMLNode)]
  private let active: [String]
  private let read: (String) -> SourceText

  /// Longer chains of `extends` are not followed.
  private static let depthMax = 16

  init(
    _ active: [String], of documents: [(file: String, node: YAMLNode)],
    read: @escaping (String) -> SourceText
  ) {
    self.active = active
    self.documents = documents
    self.read = read
  }

  /// The names of the services that no active profile enables.
  var disabled: Set<String> {
    if active == ["*"] { return [] }
    var profiles: [String: Set<String>] = [:]
    for (file, node) in documents {
      for service in node["services"]?.fields ?? [] {
        let own = self.profiles(of: service.value, in: node, file)
        if !own.isEmpty { profiles[service.key, default: []].formUnion(own) }
      }
    }
    return Set(profiles.filter { $0.value.isDisjoint(with: active) }.keys)
  }

  private func profiles(of service: YAMLNode, in document: YAMLNode, _ file: String) -> [String] {
    var profiles: [String] = []
    var (service, document, file) = (service, document, file)
    for _ in 0..<Self.depthMax {
      profiles += service["profiles"]?.items.compactMap(\.text) ?? []
      guard let extends = service["extends"], let name = extends["service"]?.text ?? extends.text
      else { break }
      if let path = extends["file"]?.text {
        guard let other = self.document(path, from: file) else { break }
        (document, file) = (other.node, other.file)
      }
      let near = document["services"]?[name]
      guard let base = near ?? documents.lazy.compactMap({ $0.node["services"]?[name] }).first
      else { break }
      service = base
    }
    return profiles
  }

  /// A file that a service of another one names; `nil` when it cannot be read, or its name interpolates.
  private func document(_ path: String, from file: String) -> (file: String, node: YAMLNode)? {
    guard !path.hasPrefix("/"), !path.contains("$") else { return nil }
    let path = path.joined(to: file.split(separator: "/").dropLast())
    guard !path.hasPrefix(".."), case .text(let text) = read(path) else { return nil }
    return YAMLDocument.parse(text, file: path).node.map { (file: path, node: $0) }
  }
}

extension YAMLNode {
  /// The document without services of these names.
  func withoutServices(_ names: Set<String>) -> YAMLNode {
    guard !names.isEmpty, case .mapping(let sections) = content else { return self }
    let kept = sections.map { section -> Entry in
      guard section.key == "services", case .mapping(let services) = section.value.content else {
        return section
      }
      var section = section
      section.value.content = .mapping(services.filter { !names.contains($0.key) })
      return section
    }
    return YAMLNode(.mapping(kept), at: location, tag: tag)
  }
}
