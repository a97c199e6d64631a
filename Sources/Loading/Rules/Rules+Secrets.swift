import Environments

extension Rules {
  static let secretRules: [Rule] =
    [
      Rule(
        "SEC01", "No file that is committed holds a secret.",
        because: "Everyone who clones the repository has it.",
        development: .warning, staging: .error, production: .error, .together(literals)),
      Rule(
        "SEC04", "No secret is shared between environments.",
        because: "Access to the less protected environment gives access to the other.",
        development: .warning, staging: .error, production: .error, .together(shared)),
    ]
    + secretFileRules

  /// One finding for each place, whatever services, environments and layers take it from there.
  private static let literals: @Sendable ([RuleSubject]) -> [Rule.Finding] = { subjects in
    var findings: [Rule.Finding] = []
    var indexes: [Location: Int] = [:]
    for subject in subjects where !subject.turnsOff("SEC01") {
      for (path, location) in subject.secretLiterals {
        guard let index = indexes[location] else {
          indexes[location] = findings.count
          findings.append(
            Rule.Finding(
              message: "\(path) holds a secret in plain text", location: location,
              hint: "keep it in a file that Compose mounts under secrets:, and refer to that",
              environments: [subject.name]))
          continue
        }
        if findings[index].environments.last != subject.name {
          findings[index].environments.append(subject.name)
        }
      }
    }
    return findings
  }

  /// One finding for each secret that environments share, at the value that others are made of.
  private static let shared: @Sendable ([RuleSubject]) -> [Rule.Finding] = { subjects in
    let names = subjects.map(\.name)
    return secretUses(of: subjects).compactMap { uses -> Rule.Finding? in
      let paths = Dictionary(grouping: uses, by: \.path)
        .filter { Set($0.value.map(\.environment)).count > 1 }
      let first = paths.values.min {
        ($0[0].isComposed ? 1 : 0, $0[0].path) < ($1[0].isComposed ? 1 : 0, $1[0].path)
      }
      guard let first, let last = first.last else { return nil }
      let holders = Set(paths.values.joined().map(\.environment))
      let sharers = names.filter(holders.contains)
      var related: [Location] = []
      for location in first.compactMap(\.location)
      where location != last.location && !related.contains(location) { related.append(location) }
      return Rule.Finding(
        message: "\(last.path) is the same secret in \(sharers.enumerated)",
        location: last.location, related: related,
        hint: "give each environment a secret of its own", environments: sharers)
    }
  }

  private struct SecretUse {
    var environment: String
    var path: String
    var location: Location?
    /// Whether variables are a part of the value.
    var isComposed: Bool
  }

  /// The uses of each secret, in the order of the environments and of the keys.
  private static func secretUses(of subjects: [RuleSubject]) -> [[SecretUse]] {
    var uses: [[SecretUse]] = []
    var indexes: [Fingerprint: Int] = [:]
    for subject in subjects where !subject.turnsOff("SEC04") {
      for setting in subject.environment.settings(.secrets, under: "") {
        guard case .secret(let fingerprint) = setting.value else { continue }
        let use = SecretUse(
          environment: subject.name, path: setting.key.path, location: setting.location,
          isComposed: !setting.winner.variables.isEmpty)
        if let index = indexes[fingerprint] {
          uses[index].append(use)
        } else {
          indexes[fingerprint] = uses.count
          uses.append([use])
        }
      }
    }
    return uses
  }
}

extension RuleSubject {
  /// The places of secrets that are written in files which git does not leave out, also of those that a later layer
  /// overrides.
  fileprivate var secretLiterals: [(path: String, location: Location)] {
    environment.settings.filter { $0.key.source == .secrets || $0.key.source == .settings }
      .flatMap { setting -> [(path: String, location: Location)] in
        let places = setting.layerValues.reversed().compactMap(literal)
        return places.isEmpty || isMounted(setting) ? [] : places.map { (setting.key.path, $0) }
      }
  }

  /// Where the value is written, if it is in the file itself. A value from a variable is reported at the variable.
  private func literal(_ layerValue: Setting.LayerValue) -> Location? {
    guard layerValue.variables.isEmpty, layerValue.origin.layer != .local,
      let location = layerValue.origin.location, !environment.ignoredFiles.contains(location.file)
    else { return nil }
    switch layerValue.value {
    case .secret: return location
    case .list(let values):
      return values.contains { if case .secret = $0 { true } else { false } } ? location : nil
    default: return nil
    }
  }

  /// Whether the secret is a file that Compose mounts, whose fingerprint is not a literal.
  private func isMounted(_ setting: Setting) -> Bool {
    setting.key.source == .secrets
      && environment.setting(SettingKey(.compose, "secrets.\(setting.key.path).file")) != nil
  }
}

extension Rules {
  /// The rules about files of declared secrets, for environments whose files were observed.
  static let secretFileRules: [Rule] = [
    Rule(
      "SEC05", "A certificate belongs to the private key that is declared for it.",
      because: "The service does not start, or no client can connect.",
      development: .error, staging: .error, production: .error,
      .each { subject in
        subject.certificates.compactMap { secret, key, state in
          guard state.belongsToKey == false else { return nil }
          return subject.finding(
            secret, "was made for a key other than the \(key) beside it",
            hint:
              "put the right one back, or remove the certificate: the next launch makes another",
            related: ["secrets.\(key).type"])
        }
      }),
    Rule(
      "SEC06", "Certificates of production come from an authority.",
      because:
        "Every client must be configured to trust this certificate, and again after each renewal.",
      production: .warning,
      .each { subject in
        subject.certificates.compactMap { secret, _, state in
          guard state.isSelfSigned else { return nil }
          return subject.finding(
            secret, "is self-signed",
            hint:
              "put a certificate of your authority and its key into \(subject.secretPath), or turn SEC06 off with a reason",
            related: ["environment.tier"])
        }
      }),
    Rule(
      "SEC07", "Certificates are valid for at least 30 more days.",
      because: "Once a certificate expires, no client can connect.",
      development: .error, staging: .error, production: .error, .each(validity)),
    Rule(
      "SEC08",
      "Secrets can be read by triptych and by containers, and other users cannot enter their folder.",
      because: "A launch fails, or every user of the host can read them.",
      development: .error, staging: .error, production: .error, .each(access)),
  ]

  private static let validity: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    guard let now = subject.environment.secretFolder?.observedAt else { return [] }
    return subject.certificates.compactMap { secret, _, state in
      let hint = "replace it; without a file, the next launch makes a self-signed one"
      if state.startsAt > now {
        return subject.finding(secret, "is not valid yet", hint: "check the clock of this host")
      }
      if state.endsAt <= now { return subject.finding(secret, "has expired", hint: hint) }
      let days = (state.endsAt - now) / CivilTime.secondsOfDay
      guard days < 30 else { return nil }
      var finding = subject.finding(
        secret, "expires in \(days == 1 ? "1 day" : "\(days) days")", hint: hint)
      finding.severityMax = .warning
      return finding
    }
  }

  private static let access: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    guard let folder = subject.environment.secretFolder else { return [] }
    var findings = subject.environment.declaredSecrets.compactMap { secret -> Rule.Finding? in
      guard case .unreadable(let reason)? = folder.files[secret.name] else { return nil }
      return subject.finding(
        secret, "cannot be read: \(reason)",
        hint: "check \(folder.path)/\(secret.name) and which user runs triptych")
    }
    for secret in subject.environment.declaredSecrets
    where folder.closedFiles.contains(secret.name) {
      var finding = subject.finding(
        secret, "can be read by its owner only, but containers run as other users",
        hint: "chmod 444 \(folder.path)/\(secret.name); the folder guards it on this host")
      finding.severityMax = .warning
      findings.append(finding)
    }
    if folder.isOpenToOthers == true, let first = subject.environment.declaredSecrets.first {
      var finding = subject.finding(
        first, "is in \(folder.path), which users other than its owner may enter",
        hint: "the next launch closes it; replace the secrets that other users may have read")
      finding.severityMax = .warning
      findings.append(finding)
    }
    return findings
  }
}

extension RuleSubject {
  fileprivate var secretPath: String { environment.secretFolder?.path ?? "" }

  /// The existing certificates, each with the name of its key.
  fileprivate var certificates: [(secret: DeclaredSecret, key: String, state: CertificateState)] {
    environment.declaredSecrets.compactMap { secret in
      guard case .certificate(let key, _) = secret.kind,
        case .certificate(let state)? = environment.secretFolder?.files[secret.name]
      else { return nil }
      return (secret, key, state)
    }
  }

  /// A finding about a secret, at its declaration.
  fileprivate func finding(
    _ secret: DeclaredSecret, _ message: String, hint: String, related: [String] = []
  ) -> Rule.Finding {
    Rule.Finding(
      message: "the secret \(secret.name) \(message)",
      location: setting("secrets.\(secret.name).type")?.location,
      related: related.compactMap { setting($0)?.location }, hint: hint)
  }
}
