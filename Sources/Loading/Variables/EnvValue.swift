import Environments

/// The text of a variable, out of sight when it is a secret.
package enum EnvValue: Hashable, Sendable {
  case plain(String)
  case secret(Secret)

  package init(_ text: String, isSecret: Bool) {
    self = isSecret ? .secret(Secret(text)) : .plain(text)
  }

  package var isSecret: Bool {
    if case .secret = self { true } else { false }
  }

  /// The text itself, for interpolation and type checks; nothing may print it.
  var revealed: String {
    switch self {
    case .plain(let text): text
    case .secret(let secret): secret.reveal { String(decoding: $0, as: UTF8.self) }
    }
  }

  func settingValue(_ fingerprint: Fingerprinter) -> Value {
    switch self {
    case .plain(let text): .string(text)
    case .secret(let secret): .secret(fingerprint(secret))
    }
  }
}
