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

/// Where an environment runs and what makes up its stack. Paths are relative to the root.
package struct Target: Hashable, Sendable {
  package enum Orchestrator: String, Hashable, Sendable, CaseIterable { case compose, swarm }

  package var orchestrator: Orchestrator
  package var project: String
  /// A docker context's name; `nil` means the caller's endpoint.
  package var context: String?
  package var composeFiles: [String]
  package var envFiles: [String]
  package var profiles: [String]

  package init(
    orchestrator: Orchestrator = .compose, project: String, context: String? = nil,
    composeFiles: [String] = [], envFiles: [String] = [], profiles: [String] = []
  ) {
    self.orchestrator = orchestrator
    self.project = project
    self.context = context
    self.composeFiles = composeFiles
    self.envFiles = envFiles
    self.profiles = profiles
  }
}

extension Environment {
  /// Finds a setting by its key; `nil` when the environment has none.
  package func setting(_ key: SettingKey) -> Setting? {
    let position = position(of: key)
    return position < settings.count && settings[position].key == key ? settings[position] : nil
  }

  /// Where the first setting stands whose key is not lower; their count where there is none.
  func position(of key: SettingKey) -> Int {
    var low = 0
    var high = settings.count
    while low < high {
      let middle = (low + high) / 2
      if settings[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Environment {
  /// How long a derived check may take: reading a state the engine already knows.
  static let derivedCheckTimeoutMilliseconds = 2000

  /// The checks that the YAML declares or, when it declares none, one for each service: its Compose health check
  /// where it has one, and that it runs where it has not.
  package var effectiveChecks: [Check] {
    guard checks.isEmpty else { return checks }
    return services.filter { $0.isOneShot || $0.replicas > 0 }.map { service in
      Check(
        name: service.name, probe: .container(service: service.name),
        timeoutMilliseconds: Self.derivedCheckTimeoutMilliseconds,
        intervalSeconds: derivedCheckIntervalSeconds, location: service.location)
    }
  }

  /// `health.interval`, which also holds for checks that nobody declared.
  private var derivedCheckIntervalSeconds: Int {
    guard case .duration(let quantity)? = setting(SettingKey(.settings, "health.interval"))?.value
    else { return Check.usualIntervalSeconds }
    return quantity.amount / 1000
  }
}

extension Environment {
  /// Why nothing is done to it, in a sentence; `nil` when there is no such reason.
  package var reasonNotToAct: String? {
    guard found != nil else { return nil }
    return
      "nothing declares \(name): it was found by the names of files. Run triptych init first, read what it wrote to configs/environment/\(name).yaml, and act then"
  }
}

/// The choices of images that hold for one checkout, such as those that were built where nothing can be pulled.
package enum LocalImages {
  /// Relative to the root; written by `make images`.
  package static let file = ".triptych/images.env"
}

extension Environment {
  /// The services whose image is a choice of this checkout, in the order of the files.
  package var servicesWithLocalImage: [String] {
    services.map(\.name).filter { service in
      let image = setting(SettingKey(.compose, "services.\(service).image"))
      return image?.winner.variables.contains { $0.location?.file == LocalImages.file } ?? false
    }
  }
}
