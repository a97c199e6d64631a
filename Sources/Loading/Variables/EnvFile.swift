import Environments

/// A `.env` file as Compose would read it, with the place of every variable.
package struct EnvFile: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var value: EnvValue
    /// Where the name stands.
    package var location: Location
    /// For a value that interpolates: the places of the variables it used.
    package var variables: [Location] = []
  }

  package var file: String
  /// In the order of the file; of two with one name only the last counts, and it stands where the first did.
  package var entries: [Entry] = []

  /// Gives the variables and everything that Compose would refuse or misread. Values may use the
  /// variables of `earlier` files.
  package static func parse(
    _ text: String, file: String, earlier: [String: Entry] = [:]
  ) -> (file: EnvFile, diagnostics: [Diagnostic]) {
    var parser = EnvFileParser(text, file: file, earlier: earlier)
    parser.parse()
    return (EnvFile(file: file, entries: parser.entries), parser.diagnostics)
  }
}

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
