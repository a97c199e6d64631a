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
