import Environments

/// What discovery needs to know of one Compose file.
struct ComposeOutline: Hashable, Sendable {
  var file: String
  /// `nil` when the file cannot be read as YAML.
  var node: YAMLNode?
  /// Names with their values, in the order of the file.
  var services: [YAMLNode.Entry] { node?["services"]?.fields ?? [] }
  var serviceNames: [String] { services.map(\.key) }

  init(file: String, source: SourceText) {
    self.file = file
    if case .text(let text) = source { node = YAMLDocument.parse(text, file: file).node }
  }

  /// Whether the file is one of Compose at all: `prod.yml` may be anything.
  var isCompose: Bool {
    guard let node else { return false }
    return !services.isEmpty && services.allSatisfy { $0.value.mapping != nil }
      || node["include"]?.sequence != nil
  }

  /// Every service says what it runs, so that the file can stand alone.
  var isComplete: Bool {
    isCompose
      && services.allSatisfy { service in
        ["image", "build", "extends", "provider"].contains { service.value[$0] != nil }
      }
  }

  /// The files that it includes, relative to the root, as far as they stand there in full.
  var includes: [String] { node?.includedFiles(from: file) ?? [] }

  /// What it is made of: the files that it includes, and those that its services extend.
  var parts: [String] {
    let extended = services.compactMap { $0.value["extends"]?["file"]?.text }
    return includes + extended.filter { !$0.contains("$") }.map(relative)
  }

  /// Its `name:`, as it is written.
  var project: String? { node?["name"]?.text }

  /// The `env_file:` of its services.
  var envFiles: [String] {
    services.flatMap { service -> [String] in
      guard let node = service.value["env_file"] else { return [] }
      if let path = node.text { return [path] }
      return node.items.compactMap { $0.text ?? $0["path"]?.text }
    }.map(relative)
  }

  var profiles: [String] {
    var seen: Set<String> = []
    return services.flatMap { ($0.value["profiles"]?.items ?? []).compactMap(\.text) }.filter {
      seen.insert($0).inserted
    }
  }

  /// Variables that its values use, those with a default included.
  var variables: Set<String> { Set((node?.references ?? []).map(\.name)) }

  private func relative(_ path: String) -> String {
    path.hasPrefix("/") ? path : path.joined(to: file.split(separator: "/").dropLast())
  }
}

/// Compose files looked into, each once.
struct ComposeOutlines: Sendable {
  private let read: @Sendable (String) -> SourceText
  private var known: [String: ComposeOutline] = [:]
  private var bytes = 0
  /// Whether some files were not looked into, since there are too many or too large ones.
  private(set) var isCut = false

  /// More text than this is not taken apart: nobody wrote that much, and it takes its time.
  static let bytesMax = 8 << 20

  init(read: @escaping @Sendable (String) -> SourceText) { self.read = read }

  subscript(path: String) -> ComposeOutline {
    mutating get {
      if let outline = known[path] { return outline }
      // Past a limit a file counts as one that cannot be read.
      let isSpent = known.count >= Discovery.filesMax || bytes >= Self.bytesMax
      isCut = isCut || isSpent
      let source = isSpent ? .missing : read(path)
      if case .text(let text) = source { bytes += text.utf8.count }
      let outline = ComposeOutline(file: path, source: source)
      known[path] = outline
      return outline
    }
  }

  /// A file with all that it includes or extends, itself first.
  mutating func withParts(_ path: String) -> [ComposeOutline] {
    var paths = [path]
    var index = 0
    while index < paths.count, paths.count < 50 {
      for part in self[paths[index]].parts where !paths.contains(part) { paths.append(part) }
      index += 1
    }
    return paths.map { self[$0] }
  }

  mutating func services(of path: String) -> Set<String> {
    Set(withParts(path).flatMap(\.serviceNames))
  }

  /// The variables of a `.env` file, after those of earlier ones.
  func variables(
    of path: String, after earlier: [String: EnvFile.Entry] = [:]
  ) -> [String: EnvFile.Entry] {
    guard case .text(let text) = read(path) else { return earlier }
    let entries = EnvFile.parse(text, file: path, earlier: earlier).file.entries
    return earlier.merging(entries.map { ($0.name, $0) }) { $1 }
  }

  func variables(of paths: [String]) -> [String: EnvFile.Entry] {
    paths.reduce([:]) { variables(of: $1, after: $0) }
  }

  func exists(_ path: String) -> Bool { read(path) != .missing }
}
