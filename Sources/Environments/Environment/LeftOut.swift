/// What a repository that declares nothing holds besides its environments.
package struct LeftOut: Hashable, Sendable {
  /// A Compose or env file, or a folder of such files, that belongs to no environment.
  package struct File: Hashable, Sendable {
    /// Relative to the root; a folder ends with `/`.
    package var path: String
    /// A phrase, such as `it is a variant of prod`.
    package var reason: String

    package init(_ path: String, _ reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  package var files: [File] = []
  /// The folders of apps that have a Compose file each and no environments: a list to choose from.
  package var apps: [String] = []
  /// Sentences about evidence that cannot be read, such as a command that names a file by a variable of its shell.
  package var unread: [String] = []

  /// The most files that are told one by one.
  package static let filesMax = 40

  package init(files: [File] = [], apps: [String] = []) {
    self.files = files
    self.apps = apps
  }

  /// The apps to choose from, below one sentence; empty where there are none.
  package func chooseLines(beside environments: Int) -> [String] {
    guard !apps.isEmpty else { return [] }
    let others = environments == 0 ? "" : "other "
    let sentence =
      apps.count == 1
      ? "1 \(others)app has Compose files of its own:"
      : "\(apps.count) \(others)apps have Compose files of their own; choose one:"
    return [sentence] + apps.map { "  triptych -C \($0.shellWord.spelledOut)" }
  }

  /// One line for each piece of evidence that cannot be read.
  package var unreadLines: [String] { unread.map { "not read: \($0)" } }

  /// One line a file, for an operator.
  package var lines: [String] {
    let told = files.prefix(Self.filesMax).map { "not used: \($0.path): \($0.reason)" }
    let rest = files.count - told.count
    return rest > 0 ? told + ["not used: \(rest) more files"] : told
  }
}
