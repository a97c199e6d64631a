import Environments

extension Rules {
  static let secretRules: [Rule] =
    [
      Rule(
        "SEC01", "No file that is committed holds a secret.",
        because: "Everybody who ever clones the repository has it.",
        development: .warning, staging: .error, production: .error, .each(literals)),
      Rule(
        "SEC04", "No secret is shared between environments.",
        because: "Whoever may see the lesser environment may enter the other.",
        development: .warning, staging: .error, production: .error, .together(shared)),
    ]
    + secretFileRules

  private static let literals: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    subject.environment.settings.compactMap { setting -> Rule.Finding? in
      guard setting.key.source == .secrets || setting.key.source == .settings,
        isLiteral(setting.winner), !isMounted(setting, subject)
      else { return nil }
      return Rule.Finding(
        message: "\(setting.key.path) holds a secret in plain text", location: setting.location,
        related: [],
        hint: "keep it in a file that Compose mounts under secrets:, and refer to that")
    }
  }

  /// The fingerprint of a file that Compose mounts is no literal.
  private static func isMounted(_ setting: Setting, _ subject: RuleSubject) -> Bool {
    setting.key.source == .secrets
      && subject.environment.setting(SettingKey(.compose, "secrets.\(setting.key.path).file"))
        != nil
  }

  /// Written in the file itself; what came through a variable is told where the variable stands.
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
    var seen: [SecretUse: (name: String, place: Location?)] = [:]
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
          location: setting.location, related: other.place.map { [$0] } ?? [],
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
