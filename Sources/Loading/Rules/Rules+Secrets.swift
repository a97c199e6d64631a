import Environments

extension Rules {
  static let secretRules: [Rule] =
    [
      Rule(
        "SEC01", "No file that is committed holds a secret.",
        because: "Everyone who clones the repository has it.",
        development: .warning, staging: .error, production: .error, .each(literals)),
      Rule(
        "SEC04", "No secret is shared between environments.",
        because: "Access to the less protected environment gives access to the other.",
        development: .warning, staging: .error, production: .error, .together(shared)),
    ]
    + secretFileRules

  private static let literals: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    // Services that share a part of a file share the line, which holds one secret.
    var lines: Set<Location> = []
    return subject.environment.settings.compactMap { setting -> Rule.Finding? in
      guard setting.key.source == .secrets || setting.key.source == .settings,
        isLiteral(setting.winner), !isMounted(setting, subject), !isIgnored(setting, subject)
      else { return nil }
      if let location = setting.location, !lines.insert(location).inserted { return nil }
      return Rule.Finding(
        message: "\(setting.key.path) holds a secret in plain text", location: setting.location,
        related: [],
        hint: "keep it in a file that Compose mounts under secrets:, and refer to that")
    }
  }

  /// Whether the secret is a file that Compose mounts, whose fingerprint is not a literal.
  private static func isMounted(_ setting: Setting, _ subject: RuleSubject) -> Bool {
    setting.key.source == .secrets
      && subject.environment.setting(SettingKey(.compose, "secrets.\(setting.key.path).file"))
        != nil
  }

  /// Whether git leaves out the file that holds the value, so that nobody gets it with the repository.
  private static func isIgnored(_ setting: Setting, _ subject: RuleSubject) -> Bool {
    setting.location.map { subject.environment.ignoredFiles.contains($0.file) } ?? false
  }

  /// Whether the value is written in the file itself. A value from a variable is reported at the variable.
  private static func isLiteral(_ layerValue: Setting.LayerValue) -> Bool {
    guard layerValue.variables.isEmpty, layerValue.origin.location != nil,
      layerValue.origin.layer != .local
    else {
      return false
    }
    switch layerValue.value {
    case .secret: return true
    case .list(let values):
      return values.contains { if case .secret = $0 { true } else { false } }
    default: return false
    }
  }

  /// One finding for each secret, whatever the number of the environments and keys that have it.
  private static let shared: @Sendable ([RuleSubject]) -> [Rule.Finding] = { subjects in
    var holders: [SecretUse: [Holder]] = [:]
    var order: [SecretUse] = []
    for subject in subjects where !subject.turnsOffSharing {
      for setting in subject.environment.settings(.secrets, under: "") {
        guard case .secret(let fingerprint) = setting.value else { continue }
        let use = SecretUse(path: setting.key.path, fingerprint: fingerprint)
        if holders[use] == nil { order.append(use) }
        holders[use, default: []].append(Holder(name: subject.name, location: setting.location))
      }
    }
    let uses = order.filter { holders[$0, default: []].count > 1 }
    let usesOf = Dictionary(grouping: uses, by: \.fingerprint)
    return uses.compactMap { use in
      guard let all = usesOf[use.fingerprint], all.first == use else { return nil }
      let names = all.flatMap { holders[$0] ?? [] }.map(\.name)
      return sharing(use.path, own: holders[use] ?? [], names)
    }
  }

  private static func sharing(
    _ path: String, own: [Holder], _ environments: [String]
  ) -> Rule.Finding {
    var names: [String] = []
    for name in environments where !names.contains(name) { names.append(name) }
    let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    let location = own.last?.location
    var related: [Location] = []
    for case let other? in own.map(\.location) where other != location && !related.contains(other) {
      related.append(other)
    }
    return Rule.Finding(
      message: "\(path) is the same secret in \(list)", location: location, related: related,
      hint: "give each environment a secret of its own", environments: names)
  }

  private struct SecretUse: Hashable {
    var path: String
    var fingerprint: Fingerprint
  }

  /// An environment that has a secret.
  private struct Holder {
    var name: String
    var location: Location?
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
  fileprivate var turnsOffSharing: Bool { Rules.rule("SEC04").map(turnsOff) ?? false }

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
