import Environments

extension Model {
  mutating func copy() -> [Effect] {
    guard let text = copyText else { return [] }
    say(.info, "Copied \(text)")
    return [.copy(text)]
  }

  /// What the selected row says: a value where one environment is meant, a key where several are.
  var copyText: String? {
    switch selection {
    case .service(let row): catalog.services[row].name
    case .summary(let row): text(of: catalog.summary[row].key)
    case .difference(let row): text(of: matrix.rows[row].key)
    case .layerValue(let environment, let layerValue):
      self.layerValue(environment, layerValue)?.value.text
    case .variable(let environment, let layerValue, let variable):
      self.layerValue(environment, layerValue)?.variables[variable].words
    case .check(let environment, let result): checkResult(environment, result)?.reason
    case .pastResult(let index): pastResult(index)?.reason
    case .problem(let index): configuration.problems[index].description
    case .notice(let index): notices[index].text
    case .fact(let container, let fact): inspection?.containers[container].facts[fact].text
    default: nil
    }
  }

  private func text(of key: SettingKey) -> String {
    target.flatMap { $0.setting(key)?.value.text } ?? key.path
  }

  /// A fingerprint is no use in a file, and the secret itself is not known here.
  var copiesSecret: Bool {
    switch selection {
    case .summary(let row): isSecret(catalog.summary[row].key)
    case .difference(let row): isSecret(matrix.rows[row].key)
    case .layerValue(let environment, let layerValue):
      self.layerValue(environment, layerValue)?.value.isSecret ?? false
    default: false
    }
  }

  private func isSecret(_ key: SettingKey) -> Bool {
    target?.setting(key)?.value.isSecret ?? false
  }
}

extension Value {
  fileprivate var isSecret: Bool { if case .secret = self { true } else { false } }
}
