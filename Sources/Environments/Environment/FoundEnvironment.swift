/// An environment that no file declares, found by evidence in its repository.
package struct FoundEnvironment: Hashable, Sendable {
  /// A file that belongs to the environment, and the reason.
  package struct Choice: Hashable, Sendable {
    package var path: String
    /// The rest of a sentence that begins with the file's name, such as `is named after prod`.
    package var reason: String
    /// Why the file belongs to the environment: the file itself, or the line that names it.
    package var location: Location

    package init(_ path: String, _ reason: String, at location: Location? = nil) {
      self.path = path
      self.reason = reason
      self.location = location ?? Location(file: path, line: 1, column: 1)
    }
  }

  /// An env file that is still to be made.
  package struct AwaitedFile: Hashable, Sendable {
    package var path: String
    /// The file to copy; `nil` where there is none.
    package var sample: String?
    /// What other commands copy to the same file, where they disagree.
    package var otherSamples: [String] = []
    /// The command that gives the file to Compose; `nil` where no command does.
    package var location: Location?

    package init(_ path: String, sample: String?, at location: Location? = nil) {
      self.path = path
      self.sample = sample
      self.location = location
    }

    package var samples: [String] { [sample].compactMap(\.self) + otherSamples }
  }

  /// A name that is valid for a file in `configs/environment`.
  package var name: String
  /// `nil` where nothing says which it is; it is then treated as the default, staging.
  package var tier: Tier?
  /// A sentence about what hints at production where nothing says the tier.
  package var hintOfProduction: String?
  package var project: String
  /// In the order in which they are merged.
  package var composeFiles: [Choice]
  /// Later ones override earlier ones.
  package var envFiles: [Choice]
  /// The paths that a declaration names, where one of them is still to be made; `nil` where they are those of `envFiles`.
  package var declaredEnvFiles: [String]?
  /// The env files that are still to be made.
  package var awaited: [AwaitedFile] = []
  package var profiles: [String]
  /// Sentences about what else the choice depends on.
  package var notes: [String]
  /// What speaks for the way in which the files are read, and against it.
  package var evidence: [Evidence] = []
  /// How the files could be read as well, where the evidence is split.
  package var otherReading: String?
  /// The variables that are not set but by a sample that nobody has copied yet, each with the command that copies it. One
  /// problem tells of all of them.
  package var lacks: [ExactText: String] = [:]

  package init(
    name: String, tier: Tier?, project: String, composeFiles: [Choice], envFiles: [Choice],
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

  /// The location for problems of the whole environment.
  package var location: Location {
    (composeFiles.last ?? envFiles.last)?.location ?? Location(file: ".", line: 1, column: 1)
  }

  /// The env files that a declaration names although no command does, and that are still to be copied from a sample.
  package var uncopied: [String] {
    awaited.filter { $0.location == nil && declaredEnvFiles?.contains($0.path) == true }.map(\.path)
  }

  /// The tier as a word.
  package var tierWord: String { tier?.rawValue ?? "unknown" }

  /// One line for each chosen file, with the reason.
  package var reasons: [String] {
    (composeFiles + envFiles).map { "\($0.path) \($0.reason)" } + notes
  }
}

extension Environment {
  /// The tier as a word: `unknown` where the environment was found and nothing says which it is, and where what is declared
  /// cannot be read.
  package var tierWord: String {
    isTierUnreadable ? "unknown" : found?.tierWord ?? tier.rawValue
  }
}
