import Environments

/// Finds the entries of the files for a path of the resolved model.
struct ComposeEntryIndex {
  /// The env files of the services, lowest first; every `environment:` overrides them.
  private var envFiles: [ComposeLevel]
  /// Each file, after the services that its services extend; lowest first.
  private var files: [ComposeLevel]
  /// The services of which a part, one that they extend, cannot be read.
  private(set) var partlyRead: Set<String>

  init(_ parts: ComposeParts) {
    partlyRead = parts.partlyRead
    envFiles = parts.envFileLevels
    files = parts.fileLevels
  }

  /// The entries that set the path, lowest first. The deepest leaf on the path counts, so that `build: ./api` sets
  /// `build.context`; a map on the path does not set the keys that it lacks.
  func entries(at path: [String]) -> [ComposeEntry] {
    let keys = Self.keys(of: path)
    guard let key = keys.first?.text else { return [] }
    let isVariable = path.count == 4 && path[2] == "environment"
    var found = isVariable ? envFiles.compactMap { $0.entries[keys[0]] } : []
    let lowest = found.count
    for level in files {
      if level.cuts(key) { found.removeSubrange(lowest...) }
      guard let depth = keys.indices.first(where: { level.entries[keys[$0]] != nil }),
        let entry = level.entries[keys[depth]], depth == 0 || entry.value != .map([:])
      else { continue }
      found.append(entry)
    }
    return found
  }

  /// The entry of the last file with exactly this key.
  func entry(_ key: String) -> ComposeEntry? {
    files.reversed().lazy.compactMap { $0.entries[key] }.first
  }

  /// The key of the path, then those of the paths above it that can be a leaf.
  private static func keys(of path: [String]) -> [ExactText] {
    var keys = [ExactText(path.joined(separator: "."))]
    for count in stride(from: path.count - 1, to: 2, by: -1) {
      keys.append(ExactText(path.prefix(count).joined(separator: ".")))
    }
    return path.count > 2 ? keys : []
  }
}

/// What one file, extended service or env file gives: one step in the order in which Compose merges.
struct ComposeLevel {
  private(set) var entries: [ExactText: ComposeEntry] = [:]
  /// The keys below which `!reset` and `!override` discard what lower levels give.
  private var discarded: [String] = []
  /// The variables of the `.env` files, for keys that interpolate, as in the port `"${P}:${P}"`.
  private let values: [ExactText: String]

  init(values: [ExactText: String]) { self.values = values }

  /// Adds the entries that a node at a path was flattened to.
  mutating func add(_ flat: [ComposeEntry], of node: YAMLNode, at path: [String]) {
    var tagged: [(key: String, isReset: Bool)] = []
    node.gatherTags(path, &tagged)
    discarded += tagged.map(\.key)
    let resets = tagged.filter(\.isReset).map(\.key)
    entries.reserveCapacity(entries.count + flat.count)
    for entry in flat {
      let key = resolved(entry.key)
      if resets.contains(where: { key.isAtOrBelow($0) }) { continue }
      for (key, entry) in entry.ofEachPort(key) { entries[ExactText(key)] = entry }
    }
  }

  mutating func add(_ entry: ComposeEntry) { entries[ExactText(entry.key)] = entry }

  /// Whether lower levels do not count for a key.
  func cuts(_ key: String) -> Bool {
    !discarded.isEmpty && discarded.contains { key.isAtOrBelow($0) }
  }

  private func resolved(_ key: String) -> String {
    guard key.utf8.contains(UInt8(ascii: "$")),
      let interpolation = try? Interpolation.parse(key)
    else { return key }
    return interpolation.evaluated { values[$0] }.text
  }
}

extension YAMLNode {
  /// The keys of all nodes with the tags of Compose.
  fileprivate func gatherTags(_ path: [String], _ found: inout [(key: String, isReset: Bool)]) {
    if let tag, tag == "!reset" || tag == "!override" {
      found.append((path.joined(separator: "."), tag == "!reset"))
    }
    for entry in fields {
      switch entry.value.content {
      case .scalar where entry.value.tag == nil: continue
      default: entry.value.gatherTags(path + [entry.key], &found)
      }
    }
  }
}

extension String {
  fileprivate func isAtOrBelow(_ key: String) -> Bool {
    guard startsExactly(with: key) else { return false }
    let rest = utf8.dropFirst(key.utf8.count)
    return key.isEmpty || rest.isEmpty || rest.first == UInt8(ascii: ".")
  }
}
