/// Makes environments of the files of one app.
struct EnvironmentSearch {
  let app: AppFiles
  var outlines: ComposeOutlines
  var drafts: [Draft] = []
  /// Files that Compose merges or reads; what is no Compose file was left out.
  let compose: [Candidate<ComposeFileName>]

  /// - Parameter parts: files that others include, which make no environment by themselves.
  init(_ app: AppFiles, _ outlines: ComposeOutlines, parts: Set<String>) {
    var outlines = outlines
    self.app = app
    compose = app.compose.filter { candidate in
      let outline = outlines[candidate.path]
      if candidate.name == .template { return false }
      if candidate.name == .main, parts.contains(candidate.path) { return false }
      return candidate.isMarked
        ? outline.node == nil || outline.node?.mapping != nil : outline.isCompose
    }
    self.outlines = outlines
  }

  /// The file that Compose reads by itself, nearest to the app's folder.
  var main: Candidate<ComposeFileName>? { first { $0.isMain } }

  var override: Candidate<ComposeFileName>? {
    first { $0.name == .override && $0.folder == main?.folder }
  }

  mutating func run() -> [Draft] {
    addNamedFiles()
    addProfiles()
    addEnvFiles()
    addPlain()
    for index in drafts.indices {
      chooseEnvFiles(for: index)
      drafts[index].declaredProject =
        drafts[index].composePaths.compactMap { outlines[$0].project }.last
    }
    return drafts
  }

  func first(where fits: (Candidate<ComposeFileName>) -> Bool) -> Candidate<ComposeFileName>? {
    compose.filter(fits).min { Self.order($0, $1) }
  }

  static func order(
    _ left: Candidate<ComposeFileName>, _ right: Candidate<ComposeFileName>
  ) -> Bool {
    func rank(_ candidate: Candidate<ComposeFileName>) -> (Int, Int, Int, String) {
      (
        candidate.isMarked ? 0 : 1, candidate.depth, ComposeFileName.rank(String(candidate.file)),
        candidate.path
      )
    }
    return rank(left) < rank(right)
  }
}
