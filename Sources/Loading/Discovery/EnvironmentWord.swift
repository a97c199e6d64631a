import Environments

/// A usual name of an environment, such as `stg`, and what it stands for.
struct EnvironmentWord: Hashable, Sendable {
  /// As it is written in the name of the file, in lower case.
  var text: String
  /// The same for all words that mean one environment.
  var kind: Kind

  enum Kind: String, Hashable, Sendable, CaseIterable {
    case development, local, test, qa, uat, staging, preproduction, production

    var tier: Tier {
      switch self {
      case .development, .local, .test: .development
      case .qa, .uat, .staging, .preproduction: .staging
      case .production: .production
      }
    }
  }

  /// `nil` for what is no such name.
  init?(_ text: String) {
    let word = text.lowercased()
    guard let kind = Self.kinds[word.filter { $0 != "-" && $0 != "_" }] else { return nil }
    self.init(text: word.replacing("_", with: "-"), kind: kind)
  }

  init(text: String, kind: Kind) {
    self.text = text
    self.kind = kind
  }

  private static let kinds: [String: Kind] = [
    "dev": .development, "devel": .development, "develop": .development,
    "development": .development, "local": .local, "test": .test, "testing": .test, "qa": .qa,
    "uat": .uat, "stage": .staging, "staging": .staging, "stg": .staging,
    "preprod": .preproduction, "preproduction": .preproduction, "prod": .production,
    "prd": .production, "production": .production, "live": .production,
  ]
}
