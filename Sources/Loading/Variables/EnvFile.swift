import Environments

/// A `.env` file as Compose reads it, with the position of every variable.
package struct EnvFile: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var value: EnvValue
    /// The layer, and in a file the position of the name.
    package var origin: Origin
    /// The origins of the variables that the value interpolates.
    package var variables: [Origin] = []

    /// The position of the name; meaningless for a variable of the shell.
    package var location: Location {
      origin.location ?? Location(file: "\(origin.layer)", line: 0, column: 0)
    }
  }

  package var file: String
  /// In the order of the file. A repeated name keeps its first position and takes its last value.
  package var entries: [Entry] = []
  /// The names that values use, and bare names, which neither this file nor an earlier one sets.
  package var missing: Set<ExactText> = []
  /// Whether a value depends on the order in which Compose looks for a variable.
  package var dependsOnOrder = false

  /// Returns the variables and all problems that Compose would refuse or misread. Values may use the variables of
  /// `earlier` files.
  package static func parse(
    _ text: String, file: String, earlier: [ExactText: Entry] = [:], order: EnvFileOrder = .usual
  ) -> (file: EnvFile, diagnostics: [Diagnostic]) {
    var parser = EnvFileParser(text, file: file, earlier: earlier, order: order)
    parser.parse()
    let read = EnvFile(
      file: file, entries: parser.entries, missing: parser.missing,
      dependsOnOrder: parser.dependsOnOrder)
    return (read, parser.diagnostics)
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

  /// What is shown of the value: an empty one hides nothing.
  func settingValue(_ fingerprint: Fingerprinter) -> Value {
    switch self {
    case .plain(let text): .string(text)
    case .secret where byteCount == 0: .string("")
    case .secret(let secret): .secret(fingerprint(secret))
    }
  }
}
