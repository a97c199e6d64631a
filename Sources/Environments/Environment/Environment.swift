/// One deployment target, with everything that is declared for it.
package struct Environment: Hashable, Sendable {
  /// The state of the environment's Compose model.
  package enum ComposeState: Hashable, Sendable {
    /// The Compose files as our own reader understands them: names and positions, nothing merged or interpolated.
    case asWritten
    case resolved
    /// Compose refused the files; its error message.
    case failed(String)
    /// Compose refuses the files because some are missing, and has resolved the rest; which are missing.
    case partial(String)
    /// Compose could not or must not resolve the files; the reason.
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
  /// The secrets that `secrets:` declares, in the order in which the layers name them.
  package var declaredSecrets: [DeclaredSecret]
  /// The state of the secrets' files; `nil` when it was not observed.
  package var secretFolder: SecretFolder?
  /// `nil` when none is declared.
  package var smoke: SmokeSuite?
  package var composeState: ComposeState
  /// The machine of the environment's engine; `nil` when it was not observed.
  package var host: EngineHost?
  /// How the environment was found; `nil` for a declared one. Only declared environments can be changed.
  package var found: FoundEnvironment?
  /// Why Compose must not read the environment's files; `nil` when it may. Reading them must not lead out of the
  /// repository.
  package var obstacle: String?
  /// What the files of a declared environment read outside of the repository.
  package var outsideReadings: [OutsideReading] = []
  /// Why its own files do not say which project it is, and on which engine; `nil` when they do.
  package var unknownTarget: String?
  /// Whether its own files give a tier that is none, so that it is guarded as a protected one.
  package var isTierUnreadable = false
  /// The files with secrets that git leaves out, relative to the root.
  package var ignoredFiles: Set<String> = []
  /// The secrets that the environment's files tell, so that other texts can be searched for them.
  package var knownSecrets = KnownSecrets()
  /// The values that triptych evaluates otherwise than Compose, whose answer counts: key and place. Empty, unless triptych
  /// has a defect.
  package var doubts: [String] = []
  /// Where settings may be absent only because something is missing. Empty for a model that Compose resolved as a whole.
  package var unknownParts: [UnknownPart] = []
  /// Whether a value of the env files depends on the release of Compose: a file uses a variable that it sets and that an
  /// earlier file sets to something else.
  package var dependsOnEnvFileOrder = false
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

/// Where an environment runs, and which files make up its stack. Paths are relative to the root.
package struct Target: Hashable, Sendable {
  package enum Orchestrator: String, Hashable, Sendable, CaseIterable { case compose, swarm }

  package var orchestrator: Orchestrator
  package var project: String
  /// The name of a docker context; `nil` for the caller's endpoint.
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

  /// The settings whose paths begin with the prefix.
  package func settings(_ source: Source, under prefix: String) -> ArraySlice<Setting> {
    settings[position(of: SettingKey(source, prefix))...].prefix {
      $0.key.source == source && $0.key.path.hasPrefix(prefix)
    }
  }

  /// The index of the first setting whose key is not lower; the number of settings when there is none.
  package func position(of key: SettingKey) -> Int {
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
  /// The time limit of a derived check, which only reads the engine's state.
  static let derivedCheckTimeoutMilliseconds = 2000

  /// The checks that the YAML declares; when it declares none, one check for each service: that it passes its
  /// Compose health check or, without one, that it runs.
  package var effectiveChecks: [Check] {
    guard checks.isEmpty else { return checks }
    return services.filter { $0.isOneShot || $0.replicas > 0 }.map { service in
      Check(
        name: service.name, probe: .container(service: service.name),
        timeoutMilliseconds: Self.derivedCheckTimeoutMilliseconds,
        intervalSeconds: derivedCheckIntervalSeconds, location: service.location)
    }
  }

  /// `health.interval`, which also applies to derived checks.
  private var derivedCheckIntervalSeconds: Int {
    guard case .duration(let quantity)? = setting(SettingKey(.settings, "health.interval"))?.value
    else { return Check.usualIntervalSeconds }
    return quantity.amount / 1000
  }
}

extension Environment {
  /// Why the environment cannot be changed, in a sentence; `nil` when it can.
  package var reasonNotToAct: String? {
    if let reading = outsideReadings.first, isUntrusted {
      let subject = (reading.path ?? "\(reading.location)").spelledOut
      return
        "\(name) is not trusted: its files lead out of the repository, to \(subject). triptych trust lists what they read there, and asks"
    }
    if let reason = unknownTarget { return "it is not known what \(name) is: \(reason)" }
    guard found != nil else { return nil }
    return
      "\(name) is not declared: it was found among the files of the repository. Run triptych init, review configs/environment/\(name).yaml, and try again"
  }
}

/// The images that are chosen for one checkout, such as those built where no registry can be reached.
package enum LocalImages {
  /// The path relative to the root. `make images` writes the file.
  package static let file = ".triptych/images.env"
}

extension Environment {
  /// The services whose image is chosen by this checkout, in the order of the files.
  package var servicesWithLocalImage: [String] {
    services.map(\.name).filter { service in
      let image = setting(SettingKey(.compose, "services.\(service).image"))
      return image?.winner.variables.contains { $0.location?.file == LocalImages.file } ?? false
    }
  }
}
