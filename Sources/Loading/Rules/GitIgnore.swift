import Environments

/// Whether git would leave a file out, by the `.gitignore` files on the way to it. A file that git tracks in spite of
/// them, and the user's own list of ignored files, are not known here.
struct GitIgnore {
  private let read: (String) -> SourceText
  private var lists: [String: [Pattern]] = [:]

  init(read: @escaping (String) -> SourceText) { self.read = read }

  /// Whether the file, relative to the root, is ignored. In an ignored folder nothing is taken back.
  mutating func ignores(_ file: String) -> Bool {
    guard !file.hasPrefix("/") else { return false }
    let parts = file.split(separator: "/").map { Array($0.utf8) }
    return parts.indices.contains { judge(parts[...$0], isFolder: $0 < parts.count - 1) }
  }

  /// The last matching line of the nearest list decides.
  private mutating func judge(_ path: ArraySlice<[UInt8]>, isFolder: Bool) -> Bool {
    for depth in (0..<path.count).reversed() {
      let folder = path[..<depth].map { String(decoding: $0, as: UTF8.self) + "/" }.joined()
      let pattern = list(folder + ".gitignore").last {
        $0.matches(path[depth...], isFolder: isFolder)
      }
      if let pattern { return !pattern.isNegated }
    }
    let own = list(".git/info/exclude").last { $0.matches(path, isFolder: isFolder) }
    return own.map { !$0.isNegated } ?? false
  }

  private mutating func list(_ file: String) -> [Pattern] {
    if let known = lists[file] { return known }
    var patterns: [Pattern] = []
    if case .text(let text) = read(file) {
      patterns = text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { Pattern($0) }
    }
    lists[file] = patterns
    return patterns
  }
}

extension Environment {
  /// Finds out which of the files with secrets git leaves out. Without a secret, no list of ignored files is read.
  mutating func noteIgnoredFiles(read: @escaping (String) -> SourceText) {
    let secrets = settings.lazy.flatMap { setting in
      setting.layerValues.filter { setting.key.source == .secrets || $0.value.holdsSecret }
    }
    let files = Set(secrets.compactMap { $0.origin.location?.file })
    var ignore = GitIgnore(read: read)
    ignoredFiles = files.filter { ignore.ignores($0) }
  }
}

extension Value {
  fileprivate var holdsSecret: Bool {
    switch self {
    case .secret: true
    case .list(let values): values.contains(where: \.holdsSecret)
    default: false
    }
  }
}

extension GitIgnore {
  /// One line of a list.
  struct Pattern {
    var isNegated = false
    private var isForFolders = false
    private var parts: [[UInt8]]

    /// `nil` for an empty line and for a comment.
    init?(_ line: Substring.UTF8View) {
      var text = Array(line)
      if text.last == UInt8(ascii: "\r") { text.removeLast() }
      while text.last == UInt8(ascii: " "), text.dropLast().last != UInt8(ascii: "\\") {
        text.removeLast()
      }
      guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
      if first == UInt8(ascii: "!") {
        isNegated = true
        text.removeFirst()
      }
      if text.last == UInt8(ascii: "/") {
        isForFolders = true
        text.removeLast()
      }
      let slash = UInt8(ascii: "/")
      let isAnchored = text.contains(slash)
      parts = text.split(separator: slash).map { Array($0) }
      if parts.isEmpty { return nil }
      if !isAnchored { parts.insert(Self.anyFolders, at: 0) }
    }

    func matches(_ path: ArraySlice<[UInt8]>, isFolder: Bool) -> Bool {
      (isFolder || !isForFolders) && Self.matches(parts[...], path)
    }

    private static let anyFolders = Array("**".utf8)

    private static func matches(
      _ parts: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>
    ) -> Bool {
      guard let part = parts.first else { return path.isEmpty }
      let rest = parts.dropFirst()
      if part == anyFolders {
        // At the end it stands for everything inside, but not for the folder itself.
        if rest.isEmpty { return !path.isEmpty }
        if rest.first == anyFolders { return matches(rest, path) }
        return path.indices.contains { matches(rest, path[$0...]) }
      }
      guard let name = path.first else { return false }
      return Wildcard.matches(part[...], name[...]) && matches(rest, path.dropFirst())
    }
  }
}

/// `*`, `?`, `[…]` and `\` in the name of a file.
private enum Wildcard {
  static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    var (pattern, name) = (pattern, name)
    /// Where to go on after the last star, with one character more in its place.
    var retry: (pattern: ArraySlice<UInt8>, name: ArraySlice<UInt8>)?
    while true {
      if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.drop { $0 == UInt8(ascii: "*") }
        retry = (pattern, name)
      } else if let byte = name.first, let rest = matchesOne(pattern, byte) {
        (pattern, name) = (rest, name.dropFirst())
      } else if name.isEmpty, pattern.isEmpty {
        return true
      } else if let last = retry, !last.name.isEmpty {
        retry = (last.pattern, last.name.dropFirst())
        (pattern, name) = (last.pattern, last.name.dropFirst())
      } else {
        return false
      }
    }
  }

  /// The rest of the pattern after its first item, when that matches the character.
  private static func matchesOne(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> ArraySlice<UInt8>?
  {
    guard let first = pattern.first else { return nil }
    let rest = pattern.dropFirst()
    switch first {
    case UInt8(ascii: "?"): return rest
    case UInt8(ascii: "["): return matchesSet(rest, byte)
    case UInt8(ascii: "\\"): return rest.first == byte ? rest.dropFirst() : nil
    default: return first == byte ? rest : nil
    }
  }

  private static func matchesSet(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> ArraySlice<UInt8>?
  {
    var rest = pattern
    let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isNegated { rest = rest.dropFirst() }
    var isIn = false
    var isFirst = true
    while let low = rest.first, isFirst || low != UInt8(ascii: "]") {
      isFirst = false
      rest = rest.dropFirst()
      var high = low
      if rest.first == UInt8(ascii: "-"), let end = rest.dropFirst().first, end != UInt8(ascii: "]")
      {
        high = end
        rest = rest.dropFirst(2)
      }
      if low <= byte, byte <= high { isIn = true }
    }
    guard rest.first == UInt8(ascii: "]"), isIn != isNegated else { return nil }
    return rest.dropFirst()
  }
}
