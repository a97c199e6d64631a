import Environments

/// Entries that may tell of secrets, and the file to whose folder their paths are relative.
struct SecretSource {
  var file: String
  var entries: [ComposeEntry]
}

/// All that Compose may put into the services of an environment: the files, the services that no profile enables, and
/// those that others extend, under the name of the service that gets their values.
struct SecretSources {
  private let documents: [ComposeDocument]
  /// The path of a file that another one names, relative to the root; `nil` when it is not known.
  private let path: (_ written: String, _ file: String) -> String?
  private var extended: [ExactText: YAMLNode?] = [:]
  /// Extended services come before those that may override their values.
  private(set) var all: [SecretSource] = []

  /// Longer chains of `extends` are not followed.
  private static let depthMax = 16

  init(
    _ documents: [ComposeDocument], path: (_ written: String, _ file: String) -> String?,
    read: (String) -> SourceText
  ) {
    self = withoutActuallyEscaping(path) { path in
      var sources = SecretSources(documents, path)
      sources.gather(read)
      return SecretSources(documents, { _, _ in nil }, sources.all)
    }
  }

  private init(
    _ documents: [ComposeDocument], _ path: @escaping (String, String) -> String?,
    _ all: [SecretSource] = []
  ) {
    self.documents = documents
    self.path = path
    self.all = all
  }

  private mutating func gather(_ read: (String) -> SourceText) {
    var own: [SecretSource] = []
    for document in documents {
      let file = document.pathBase
      for service in document.services where service.value["extends"] != nil {
        all += bases(of: service, in: document, file, read).reversed()
      }
      let omitted = document.omitted.flatMap {
        ComposeFlattening.entries(ofService: $0.value, named: $0.key)
      }
      let entries = omitted.isEmpty ? document.entries : omitted + document.entries
      own.append(SecretSource(file: file, entries: entries))
    }
    all += own
  }

  /// The service that another one extends, then the one that that extends, and so on.
  private mutating func bases(
    of service: YAMLNode.Entry, in document: ComposeDocument, _ file: String,
    _ read: (String) -> SourceText
  ) -> [SecretSource] {
    var found: [SecretSource] = []
    var (node, services, file) = (service.value, document.services, file)
    while found.count < Self.depthMax, let extends = node["extends"],
      let name = extends["service"]?.text ?? extends.text
    {
      if let written = extends["file"]?.text {
        guard let path = path(written, file), let other = extendedFile(path, read) else { break }
        (services, file) = (other["services"]?.fields ?? [], path)
      }
      let near = services.first { $0.key == name }
      let far = documents.lazy.compactMap { $0.services.first { $0.key == name } }
      guard let base = near ?? far.first else { break }
      node = base.value
      let entries = ComposeFlattening.entries(ofService: node, named: service.key)
      found.append(SecretSource(file: file, entries: entries))
    }
    return found
  }

  private mutating func extendedFile(_ path: String, _ read: (String) -> SourceText) -> YAMLNode? {
    if let known = extended[path] { return known }
    var node: YAMLNode?
    if case .text(let text) = read(path) { node = YAMLDocument.parse(text, file: path).node }
    extended[ExactText(path)] = .some(node)
    return node
  }
}

extension ComposeDocument {
  /// Those that no profile enables, too.
  fileprivate var services: [YAMLNode.Entry] { (node["services"]?.fields ?? []) + omitted }
}

extension YAMLNode {
  /// The env files of `include:` as they are written, each with the file to whose folder it is relative: the declared
  /// ones, or else the `.env` beside the included file.
  func envFilesOfIncludes(in file: String) -> [(written: String, file: String)] {
    (self["include"]?.items ?? []).flatMap { item -> [(written: String, file: String)] in
      func texts(_ key: String) -> [String] {
        item[key]?.text.map { [$0] } ?? (item[key]?.items ?? []).compactMap(\.text)
      }
      let own = texts("env_file")
      if !own.isEmpty { return own.map { ($0, file) } }
      if let folder = item["project_directory"]?.text { return [(folder + "/.env", file)] }
      guard let path = item.text ?? texts("path").first else { return [] }
      let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      return [((folder + [".env"]).joined(separator: "/"), file)]
    }
  }
}
