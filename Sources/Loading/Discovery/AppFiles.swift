/// The candidate files of one app of a repository. Most repositories contain one app.
struct AppFiles: Hashable, Sendable {
  /// Its folder; empty for the root.
  var path: [String]
  var compose: [Candidate<ComposeFileName>] = []
  var env: [Candidate<EnvFileName>] = []

  var folder: String { path.joined(separator: "/") }

  /// Groups the listed files by app. Folders of examples and tests belong to no app.
  static func apps(in listing: RepositoryListing) -> [AppFiles] {
    let siblings = folders(namedIn: listing)
    var apps: [[String]: AppFiles] = [:]
    for path in listing.paths {
      let parts = path.split(separator: "/").map(String.init)
      let folders = Array(parts.dropLast())
      let folderNames = FolderNames(folders: folders, siblings: siblings)
      guard !folderNames.isNoise, let file = parts.last else { continue }
      let folder = folders.joined(separator: "/")
      var app = apps[folderNames.app] ?? AppFiles(path: folderNames.app)
      app.add(path, folder: folder, file: file, in: folderNames)
      apps[folderNames.app] = app
    }
    return apps.values.sorted { ($0.path.count, $0.folder) < ($1.path.count, $1.folder) }
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
    case .shared, .template, .other: nil
    }
  }

  var isMain: Bool { name == .main && folderNames.word == nil && !folderNames.isShared }

  var isShared: Bool {
    if case .shared = name { return folderNames.word == nil }
    return name == .main && folderNames.isShared && folderNames.word == nil
  }

  /// Whether the name alone identifies a Compose file.
  var isMarked: Bool {
    switch name {
    case .main, .override, .variant, .environment(_, isMarked: true), .shared(isMarked: true): true
    default: false
    }
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
}

/// The app and the environment of a file, judged by the names of its folders.
struct FolderNames: Hashable, Sendable {
  /// The folders without `docker`, `deploy` and environments, such as `services/api`.
  var app: [String]
  /// The environment that a folder is named after.
  var word: EnvironmentWord?
  /// Whether the folder contains bases for other files, such as `base`.
  var isShared = false
  /// Whether the folder contains examples or tests, which are no environments of the repository.
  var isNoise = false

  /// - Parameter siblings: the folders named after environments, by the path of their parent folder.
  init(folders: [String], siblings: [String: Set<String>]) {
    app = []
    for (index, folder) in folders.enumerated() {
      let name = folder.lowercased()
      if let word = EnvironmentWord(String(name.drop { $0 == "." })), index > 0 || name.first != "."
      {
        let beside = siblings[folders[..<index].joined(separator: "/")] ?? []
        // `test` and `local` are environments only beside others, such as `prod`.
        if word.kind == .test || word.kind == .local, beside.count < 2 {
          isNoise = isNoise || word.kind == .test
          app.append(folder)
        } else {
          self.word = word
        }
      } else if Self.containers.contains(name) {
        continue
      } else if FileNameWords.shared.contains(name), index == folders.count - 1 {
        isShared = true
      } else {
        isNoise = isNoise || Self.noise.contains(name)
        app.append(folder)
      }
    }
  }

  private static let containers: Set<String> = [
    "deploy", "deployment", "deployments", "compose", "docker", "docker-compose", "env", "envs",
    "environment", "environments", ".env", ".envs", ".docker", ".deploy", "config", "configs",
    "conf", "infra", "infrastructure", "ops",
  ]

  private static let noise: Set<String> = [
    "example", "examples", "sample", "samples", "doc", "docs", "documentation", "testdata",
    "fixtures", "tests", "__tests__", "e2e", "hack", "contrib", "tutorial", "tutorials",
    "template", "templates", "bench", "benchmarks",
  ]
}
