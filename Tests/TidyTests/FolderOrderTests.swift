import Testing

/// The order of the folders in each room, as docs/ARCHITECTURE.md writes it down: a folder names types of lower folders
/// only, so that it can be read, tested and moved without the folders above it.
struct `The order of folders` {
  @Test(arguments: FolderOrder.all)
  func `has every folder of the room once`(order: FolderOrder) {
    #expect(order.folders.sorted() == Set(order.files.map(\.folder)).sorted())
  }

  @Test func `is written down for every room that has folders`() {
    let rooms = Repository.shell(
      "git ls-files --cached --others --exclude-standard 'Sources/*/*/*.swift' 'docker/*/Sources/*/*/*.swift'"
        + " | sed -E 's#^(.*Sources/[^/]*)/.*#\\1#' | sort -u"
    ).output.split(separator: "\n").map(String.init)

    #expect(FolderOrder.all.map(\.room).sorted() == rooms)
  }

  @Test func `no folder names a type that a higher folder declares`() {
    #expect(FolderOrder.all.flatMap(\.uphill).sorted() == [])
  }

  @Test func `is judged by names in code, not in comments and texts`() {
    let names = SwiftSource(
      path: "Seen.swift",
      text: ##"""
        import Wall
        /// As `Comment` says. /* Not
        /* Nested /* Deeper */ Still */
        package struct Seen: Base {
          private enum Inner { case one(Value.Part) }
          let text = "Quoted \(shown(Interpolated.self)) \" Escaped"
          let raw = #"Raw \(Code) \#(Hashed.self)"#
        }
        private struct Hidden {}
        extension Extended { func f() -> Result }
        """##
    ).names

    #expect(names.declared == ["Seen"])
    #expect(
      names.named == [
        "Wall", "Base", "Value", "Interpolated", "Hashed", "Hidden", "Extended", "Result", "Seen",
        "Inner",
      ])
  }
}

/// One row of the table: a room, and its folders from the lowest up. `.` is the room itself.
struct FolderOrder: Sendable, CustomTestStringConvertible {
  struct File: Sendable {
    var path: String
    var folder: String
    var names: SourceNames
  }

  let room: String
  let folders: [String]
  let files: [File]

  /// Read from the sources once, for all tests of the order.
  static let all: [FolderOrder] = rows.map { FolderOrder(room: $0.room, folders: $0.folders) }

  var testDescription: String { room }

  /// One sentence for each name that breaks the order.
  var uphill: [String] {
    let heights = Dictionary(uniqueKeysWithValues: zip(folders, folders.indices))
    var owners: [String: Set<String>] = [:]
    for file in files {
      for name in file.names.declared { owners[name, default: []].insert(file.folder) }
    }
    return files.flatMap { file in
      file.names.named.compactMap { name in
        guard let declaring = owners[name], declaring.count == 1, let owner = declaring.first,
          let high = heights[owner], let low = heights[file.folder], high > low
        else { return nil }
        return "\(file.path) names \(name), which \(owner) declares"
      }
    }
  }

  private init(room: String, folders: [String]) {
    self.room = room
    self.folders = folders
    files = SwiftSource.all.filter { $0.path.hasPrefix(room + "/") }.map {
      let inside = $0.path.dropFirst(room.count + 1).split(separator: "/")
      return File(
        path: $0.path, folder: inside.count > 1 ? String(inside[0]) : ".", names: $0.names)
    }
  }

  private static let rows: [(room: String, folders: [String])] =
    (Repository.text("docs/ARCHITECTURE.md") ?? "").split(separator: "\n")
    .drop { $0 != "## The order of folders" }.dropFirst().prefix { !$0.hasPrefix("## ") }
    .filter { $0.hasPrefix("| `") }
    .map { row in
      let words = row.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map {
        String($0.element)
      }
      return (words[0], Array(words.dropFirst()))
    }
}
