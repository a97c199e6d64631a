/// One deployment target with everything that is declared of it.
package struct Environment: Hashable, Sendable {
  /// How far its Compose model is known.
  package enum ComposeState: Hashable, Sendable {
    /// Our own reading of the files: names and places, nothing merged or interpolated.
    case asWritten
    case resolved
    /// Compose refused; its own words.
    case failed(String)
    /// Compose could not be asked, or must not be: why.
    case unasked(String)
  }

  package var name: String
  package var tier: Tier
  package var isProtected: Bool
  package var description: String
  package var target: Target
  /// Sorted by key, over all sources.
  package var settings: [Setting]
  /// In the order of the first file.
  package var services: [Service]
  package var checks: [Check]
  /// What `secrets:` declares, in the order in which the layers bring it up.
  package var declaredSecrets: [DeclaredSecret]
  /// What their files are like; `nil` where nobody has looked.
  package var secretFolder: SecretFolder?
  /// `nil` where none is declared.
  package var smoke: SmokeSuite?
  package var composeState: ComposeState
  /// The machine of its engine; `nil` where nobody has asked.
  package var host: EngineHost?
  /// How it was found; `nil` for one that is declared. What was merely found is not acted on.
  package var found: FoundEnvironment?
  /// Why Compose is not asked about its files: looking at them must not lead out of the repository.
  package var obstacle: String?
  /// How long a launch may take until everything is healthy, in milliseconds.
  package var launchTimeoutMilliseconds: Int

  package init(
    name: String, tier: Tier = .staging, isProtected: Bool = false, description: String = "",
    target: Target, settings: [Setting] = [], services: [Service] = [], checks: [Check] = [],
    declaredSecrets: [DeclaredSecret] = [], secretFolder: SecretFolder? = nil,
    smoke: SmokeSuite? = nil, composeState: ComposeState = .asWritten,
    launchTimeoutMilliseconds: Int = 60_000
  ) {
    self.name = name
    self.tier = tier
    self.isProtected = isProtected
    self.description = description
    self.target = target
    self.settings = settings
    self.services = services
    self.checks = checks
    self.declaredSecrets = declaredSecrets
    self.secretFolder = secretFolder
    self.smoke = smoke
    self.composeState = composeState
    self.launchTimeoutMilliseconds = launchTimeoutMilliseconds
  }
}
