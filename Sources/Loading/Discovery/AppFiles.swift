/// The candidate files of one app of a repository. Most repositories contain one app.
struct AppFiles: Hashable, Sendable {
  /// The names of its folders that tell it from other apps; empty for the root.
  var path: [String]
  var compose: [Candidate<ComposeFileName>] = []
  var env: [Candidate<EnvFileName>] = []

  /// The folder that has it, the highest where several do.
  var folder: String {
    let folders = compose.map(\.folderNames.appFolder)
    return folders.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) } ?? path.joined(separator: "/")
  }

  /// Groups the listed files by app. Folders of examples and tests belong to no app: their Compose files are counted, by
  /// folder.
  static func apps(
    in listing: RepositoryListing
  ) -> (apps: [AppFiles], aside: [FolderNames.Aside: Int]) {
    var aside: [FolderNames.Aside: Int] = [:]
    let siblings = folders(namedIn: listing)
    var apps: [[String]: AppFiles] = [:]
    for path in listing.paths {
      let parts = path.split(separator: "/").map(String.init)
      let folders = Array(parts.dropLast())
      let folderNames = FolderNames(folders: folders, siblings: siblings)
      guard let file = parts.last else { continue }
      if let folder = folderNames.aside {
        if ComposeFileName(file).isMarked { aside[folder, default: 0] += 1 }
        continue
      }
      let folder = folders.joined(separator: "/")
      var app = apps[folderNames.app] ?? AppFiles(path: folderNames.app)
      app.add(path, folder: folder, file: file, in: folderNames)
      apps[folderNames.app] = app
    }
    return (
      apps.values.sorted { ($0.path.count, $0.folder) < ($1.path.count, $1.folder) }, aside
    )
  }

  private mutating func add(
    _ path: String, folder: String, file: String, in folderNames: FolderNames
  ) {
    let compose = ComposeFileName(file)
    if compose != .other {
      self.compose.append(
        Candidate(path: path, folder: folder, name: compose, folderNames: folderNames))
      return
    }
    var name = EnvFileName(file)
    if name.part == .none, folder.split(separator: "/").contains(".envs") { name.part = .unnamed }
    if name.isEnvFile {
      env.append(Candidate(path: path, folder: folder, name: name, folderNames: folderNames))
    }
  }

  /// The folders named after environments, by their parent folder.
  private static func folders(namedIn listing: RepositoryListing) -> [String: Set<String>] {
    var named: [String: Set<String>] = [:]
    for path in listing.paths {
      let parts = path.split(separator: "/").dropLast().map(String.init)
      for (index, part) in parts.enumerated() {
        guard let word = EnvironmentWord(String(part.drop { $0 == "." })) else { continue }
        named[parts[..<index].joined(separator: "/"), default: []].insert(word.kind.rawValue)
      }
    }
    return named
  }
}

/// A file that may be part of an environment, judged by its name only.
struct Candidate<Name: Hashable & Sendable>: Hashable, Sendable {
  var path: String
  var folder: String
  var name: Name
  var folderNames: FolderNames

  var file: Substring { folder.isEmpty ? path[...] : path.dropFirst(folder.count + 1) }
  var depth: Int { folder.split(separator: "/").count }
}

extension Candidate<ComposeFileName> {
  /// The environment in the file's name, or else in its folder's name.
  var word: EnvironmentWord? {
    switch name {
    case .environment(let word, _), .variant(let word, _): word
    case .main, .override: folderNames.word
    case .shared, .template, .unknown, .stack, .other: nil
    }
  }

  var isMain: Bool { name == .main && folderNames.word == nil && !folderNames.isShared }

  var isShared: Bool {
    if case .shared = name { return folderNames.word == nil }
    return name == .main && folderNames.isShared && folderNames.word == nil
  }

  /// Whether the name alone identifies a Compose file.
  var isMarked: Bool { name.isMarked }

  var isOfUnknownName: Bool {
    switch name {
    case .unknown, .stack: true
    default: false
    }
  }

  /// Whether the file overrides another one of its environment, such as `compose.test.override.yml`.
  var isOverlay: Bool {
    guard case .environment = name else { return false }
    return FileNameWords.words(file).contains { $0 == "override" || $0 == "overrides" }
  }
}

extension Candidate<EnvFileName> {
  var word: EnvironmentWord? {
    switch name.part {
    case .environment(let word):
      folderNames.word == nil || folderNames.word?.kind == word.kind ? word : nil
    case .shared, .unnamed: folderNames.word
    case .template, .personal, .none: nil
    }
  }

  var isShared: Bool { name.part == .shared && folderNames.word == nil }

  /// Whether the file is for one person's machine: `.env.prod.local`, and `.env.local` where that is no environment.
  var isPersonal: Bool {
    if case .environment(let word) = name.part { return word.kind == .local }
    return name.part == .personal
  }

  /// The environment of which a personal file says that it belongs to it.
  var personalWord: EnvironmentWord? {
    let words = FileNameWords.words(file).filter { $0 != "env" }
    return name.part == .personal ? FileNameWords.environment(in: words.dropLast())?.word : nil
  }

  /// Whether the file is named after an environment that only a Compose file of the same words makes known.
  func isNamed(_ label: String) -> Bool {
    guard name.part == .unnamed, folderNames.word == nil else { return false }
    return FileNameWords.words(file).filter { $0 != "env" } == FileNameWords.words(label)
  }
}
