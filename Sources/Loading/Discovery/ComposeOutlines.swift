import Environments

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
