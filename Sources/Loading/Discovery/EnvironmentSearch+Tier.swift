import Environments

/// What hints at production in an environment whose tier nothing says. A hint names no environment, but whoever declares
/// one protects it rather than not.
extension EnvironmentSearch {
  mutating func hintOfProduction(in draft: Draft) -> String? {
    guard draft.tier == nil else { return nil }
    let parts = draft.composePaths.flatMap { outlines.withParts($0) }
    let own = draft.env.map(\.path).filter { !isOfAnother($0, than: draft.composePaths) }
    let variables = outlines.variables(of: own)
    if let name = draft.givenProject ?? draft.declaredProject,
      Self.isOfProduction(FileNameWords.words(name))
    {
      return "its project is named \(name)"
    }
    let paths = parts.flatMap(\.envFiles) + own + draft.awaited.map(\.path)
    if let path = paths.first(where: { word(ofEnvFile: $0)?.kind == .production }) {
      return "\(path) is one of its env files"
    }
    let samples = draft.awaited.flatMap(\.samples)
    if let sample = samples.first(where: {
      EnvFileName.word(ofSample: $0)?.kind == .production
    }) {
      return "\(sample) is a sample of one of its env files"
    }
    for name in Self.variables {
      if let entry = variables[name], Self.isOfProduction([entry.value.revealed]) {
        return "\(name) in \(entry.location) says production"
      }
      for part in parts {
        for service in part.services {
          guard let node = service.value.environmentValue(name), let text = node.text,
            let template = try? Interpolation.parse(text),
            Self.isOfProduction([template.evaluated { variables[$0]?.value.revealed }.text])
          else { continue }
          return "\(name) in \(node.location) says production"
        }
      }
    }
    return nil
  }

  private static func isOfProduction(_ words: [String]) -> Bool {
    words.contains { EnvironmentWord($0)?.kind == .production }
  }

  /// The variables by which programs are told their environment.
  static let variables = [
    "ENVIRONMENT", "ENV", "APP_ENV", "DEPLOY_ENV", "STAGE", "NODE_ENV", "RAILS_ENV", "DJANGO_ENV",
    "FLASK_ENV", "ASPNETCORE_ENVIRONMENT", "SPRING_PROFILES_ACTIVE",
  ]
}

extension YAMLNode {
  /// What `environment:` of a service gives a variable, as a map or as a list of `NAME=value`.
  fileprivate func environmentValue(_ name: String) -> YAMLNode? {
    guard let environment = self["environment"] else { return nil }
    if let value = environment[name] { return value }
    let start = name + "="
    guard let item = environment.items.first(where: { $0.text?.hasPrefix(start) == true }) else {
      return nil
    }
    let value = String((item.text ?? "").dropFirst(start.count))
    return YAMLNode(.scalar(text: value, isQuoted: true), at: item.location)
  }
}
