/// The candidates of one app of a repository; most repositories are one app.
struct AppFiles: Hashable, Sendable {
  /// Its folder; empty for the root.
  var path: [String]
  var compose: [Candidate<ComposeFileName>] = []
  var env: [Candidate<EnvFileName>] = []

  var folder: String { path.joined(separator: "/") }

  /// Sorts the listed files by app; folders of examples and tests have none.
  static func apps(in listing: RepositoryListing) -> [AppFiles] {
    let siblings = folders(namedIn: listing)
    var apps: [[String]: AppFiles] = [:]
    for path in listing.paths {
      let parts = path.split(separator: "/").map(String.init)
      let folders = Array(parts.dropLast())
      let place = PlaceInRepository(folders: folders, siblings: siblings)
      guard !place.isNoise, let file = parts.last else { continue }
      let folder = folders.joined(separator: "/")
      var app = apps[place.app] ?? AppFiles(path: place.app)
      app.add(path, folder: folder, file: file, at: place)
      apps[place.app] = app
    }
    return apps.values.sorted { ($0.path.count, $0.folder) < ($1.path.count, $1.folder) }
  }

  private mutating func add(
    _ path: String, folder: String, file: String, at place: PlaceInRepository
  ) {
    let compose = ComposeFileName(file)
    if compose != .other {
      self.compose.append(Candidate(path: path, folder: folder, name: compose, place: place))
      return
    }
    var name = EnvFileName(file)
    if name.part == .none, folder.split(separator: "/").contains(".envs") { name.part = .unnamed }
    if name.isEnvFile {
      env.append(Candidate(path: path, folder: folder, name: name, place: place))
    }
  }

  /// The folders that are named after environments, by the folder that holds them.
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

/// A file that may be part of an environment, by its name alone.
struct Candidate<Name: Hashable & Sendable>: Hashable, Sendable {
  var path: String
  var folder: String
  var name: Name
  var place: PlaceInRepository

  var file: Substring { folder.isEmpty ? path[...] : path.dropFirst(folder.count + 1) }
  var depth: Int { folder.split(separator: "/").count }
}

extension Candidate<ComposeFileName> {
  /// The environment that the file's name says, or else its folder's.
  var word: EnvironmentWord? {
    switch name {
    case .environment(let word, _), .variant(let word, _): word
    case .main, .override: place.word
    case .shared, .template, .other: nil
    }
  }

  var isMain: Bool { name == .main && place.word == nil && !place.isShared }

  var isShared: Bool {
    if case .shared = name { return place.word == nil }
    return name == .main && place.isShared && place.word == nil
  }

  /// Whether its name alone makes it one of Compose's.
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
      place.word == nil || place.word?.kind == word.kind ? word : nil
    case .shared, .unnamed: place.word
    case .template, .personal, .none: nil
    }
  }

  var isShared: Bool { name.part == .shared && place.word == nil }
}

/// What the folders of a file say of it: the app it belongs to, and the environment.
struct PlaceInRepository: Hashable, Sendable {
  /// What is left of the folders once `docker`, `deploy` and environments are taken out: `services/api`.
  var app: [String]
  /// The environment that a folder is named after.
  var word: EnvironmentWord?
  /// A folder such as `base`, which holds what others are made of.
  var isShared = false
  /// A folder of examples or tests: no environment of this repository.
  var isNoise = false
  /// One of the folders where environments are kept, such as `deploy`.
  var isContained = false

  /// - Parameter siblings: the folders named after environments, by the path of the folder that holds them.
  init(folders: [String], siblings: [String: Set<String>]) {
    app = []
    for (index, folder) in folders.enumerated() {
      let name = folder.lowercased()
      if let word = EnvironmentWord(String(name.drop { $0 == "." })), index > 0 || name.first != "."
      {
        let beside = siblings[folders[..<index].joined(separator: "/")] ?? []
        // `test` and `local` are often just that; beside `prod` they are environments.
        if word.kind == .test || word.kind == .local, beside.count < 2 {
          isNoise = isNoise || word.kind == .test
          app.append(folder)
        } else {
          self.word = word
        }
      } else if Self.containers.contains(name) {
        isContained = true
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
