import Environments

/// An environment in the making.
struct Draft: Hashable, Sendable {
  var word: EnvironmentWord?
  /// What it is called within its app.
  var label: String
  var compose: [FoundEnvironment.Choice] = []
  var env: [FoundEnvironment.Choice] = []
  var profiles: [String] = []
  var notes: [String] = []
  /// What a plain `docker compose` in the folder takes.
  var isPlain = false
  /// What `name:` of its files says, as it is written.
  var declaredProject: String?
  /// Filled once it has a name that no other has.
  var name = ""
  var project = ""

  init(_ word: EnvironmentWord?, label: String) {
    self.word = word
    self.label = label
  }

  init(_ word: EnvironmentWord) { self.init(word, label: word.text) }

  var kind: EnvironmentWord.Kind? { word?.kind }
  /// Names that say nothing count as staging.
  var tier: Tier { word?.kind.tier ?? .staging }
  var composePaths: [String] { compose.map(\.path) }

  /// Where Compose takes relative paths from.
  var projectFolder: String {
    (composePaths.first ?? "").split(separator: "/").dropLast().joined(separator: "/")
  }

  var environment: FoundEnvironment {
    FoundEnvironment(
      name: name, tier: tier, project: project, composeFiles: compose, envFiles: env,
      profiles: profiles, notes: notes)
  }
}
