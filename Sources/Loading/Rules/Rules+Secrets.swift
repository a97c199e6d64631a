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
    subject.environment.settings.compactMap { setting -> Rule.Finding? in
      guard setting.key.source == .secrets || setting.key.source == .settings,
        isLiteral(setting.winner), !isMounted(setting, subject), !isIgnored(setting, subject)
      else { return nil }
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

  private static let shared: @Sendable ([RuleSubject]) -> [Rule.Finding] = { subjects in
    var seen: [SecretUse: (name: String, position: Location?)] = [:]
    return subjects.flatMap { subject in
      subject.environment.settings(.secrets, under: "").compactMap { setting -> Rule.Finding? in
        guard case .secret(let fingerprint) = setting.value else { return nil }
        let use = SecretUse(path: setting.key.path, fingerprint: fingerprint)
        guard let other = seen[use] else {
          seen[use] = (subject.name, setting.location)
          return nil
        }
        return Rule.Finding(
          message: "\(setting.key.path) is the same secret in \(other.name) and \(subject.name)",
          location: setting.location, related: other.position.map { [$0] } ?? [],
          hint: "give each environment a secret of its own",
          environments: [other.name, subject.name])
      }
    }
  }

  private struct SecretUse: Hashable {
    var path: String
    var fingerprint: Fingerprint
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
