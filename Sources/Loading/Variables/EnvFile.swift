import Environments

/// A `.env` file as Compose reads it, with the position of every variable.
package struct EnvFile: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var value: EnvValue
    /// The position of the name.
    package var location: Location
    /// The positions of the variables that the value interpolates.
    package var variables: [Location] = []
  }

  package var file: String
  /// In the order of the file. A repeated name keeps its first position and takes its last value.
  package var entries: [Entry] = []

  /// Returns the variables and all problems that Compose would refuse or misread. Values may use the variables of
  /// `earlier` files.
  package static func parse(
    _ text: String, file: String, earlier: [ExactText: Entry] = [:]
  ) -> (file: EnvFile, diagnostics: [Diagnostic]) {
    var parser = EnvFileParser(text, file: file, earlier: earlier)
    parser.parse()
    return (EnvFile(file: file, entries: parser.entries), parser.diagnostics)
  }
}

/// The value of a variable, masked when it is a secret.
package enum EnvValue: Hashable, Sendable {
  case plain(String)
  case secret(Secret)

  package init(_ text: String, isSecret: Bool) {
    self = isSecret ? .secret(Secret(text)) : .plain(text)
  }

  package var isSecret: Bool {
    if case .secret = self { true } else { false }
  }

  /// The unmasked text, for interpolation and type checks; it must not be printed.
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
