/// An environment that nothing declares: found by the usual names of files.
package struct FoundEnvironment: Hashable, Sendable {
  /// A file that belongs to it, and why.
  package struct Choice: Hashable, Sendable {
    package var path: String
    /// Continues the file's name to a sentence, such as `is named after prod`.
    package var reason: String
    /// What made it part of the environment: itself, or the line that names it.
    package var place: Location

    package init(_ path: String, _ reason: String, at place: Location? = nil) {
      self.path = path
      self.reason = reason
      self.place = place ?? Location(file: path, line: 1, column: 1)
    }
  }

  /// As a file below `configs/environment` could be called.
  package var name: String
  package var tier: Tier
  package var project: String
  /// In the order in which they merge.
  package var composeFiles: [Choice]
  /// Later ones override earlier ones.
  package var envFiles: [Choice]
  package var profiles: [String]
  /// What decided beside the files, as sentences.
  package var notes: [String]

  package init(
    name: String, tier: Tier, project: String, composeFiles: [Choice], envFiles: [Choice],
    profiles: [String], notes: [String]
  ) {
    self.name = name
    self.tier = tier
    self.project = project
    self.composeFiles = composeFiles
    self.envFiles = envFiles
    self.profiles = profiles
    self.notes = notes
  }

  /// Where a problem of the whole environment is told.
  package var place: Location {
    (composeFiles.last ?? envFiles.last)?.place ?? Location(file: ".", line: 1, column: 1)
  }

  /// One line a choice, with its reason.
  package var reasons: [String] {
    (composeFiles + envFiles).map { "\($0.path) \($0.reason)" } + notes
  }
}
