import Environments

/// The files of one load. Each is read and parsed once, and its problems are reported once.
struct SourceFiles: Sendable {
  private let readText: @Sendable (String) -> SourceText
  private var texts: [ExactText: SourceText] = [:]
  private var layers: [ExactText: SettingsLayer] = [:]
  private var envFiles: [[ExactText]: ParsedEnvFile] = [:]
  private var told: Set<Diagnostic> = []
  private(set) var diagnostics: [Diagnostic] = []
  /// In the order in which they were requested.
  private(set) var names: [String] = []

  /// How Compose evaluates env files.
  private let order: EnvFileOrder

  init(order: EnvFileOrder = .usual, read: @escaping @Sendable (String) -> SourceText) {
    self.order = order
    readText = read
  }

  /// The text of a file; `nil`, with the reason reported at `position`, when there is none.
  mutating func text(of file: String, namedAt position: Location? = nil) -> String? {
    let position = position ?? Location(file: file, line: 1, column: 1)
    let source = texts[file] ?? readText(file)
    if texts.updateValue(source, forKey: ExactText(file)) == nil { names.append(file) }
    if let problem = source.problem(file: file, at: position) { report(problem) }
    if case .text(let text) = source { return text } else { return nil }
  }

  /// The content of a file, without reporting problems.
  func source(of file: String) -> SourceText { texts[file] ?? readText(file) }

  /// The content of a file, which is recorded as an input, without reporting problems.
  mutating func quietly(_ file: String) -> SourceText {
    let source = texts[file] ?? readText(file)
    if texts.updateValue(source, forKey: ExactText(file)) == nil { names.append(file) }
    return source
  }

  /// The settings of an environment's file; empty when it cannot be read.
  mutating func layer(of file: String) -> SettingsLayer {
    if let layer = layers[file] { return layer }
    var reader = SettingsLayerReader(file: file)
    if let text = text(of: file) {
      let document = YAMLDocument.parse(text, file: file, dialect: .settings)
      for diagnostic in document.diagnostics { report(diagnostic) }
      if let root = document.node {
        reader.read(root)
      } else if !document.diagnostics.isEmpty {
        reader.giveUp()
      }
    } else {
      reader.giveUp()
    }
    for diagnostic in reader.diagnostics { report(diagnostic) }
    layers[file] = reader.layer
    return reader.layer
  }

  typealias ParsedEnvFile = (file: EnvFile, diagnostics: [Diagnostic])

  /// The last file of a chain, read with the variables of the earlier ones; `nil` when it cannot be read. Its problems
  /// are not reported yet.
  ///
  /// - Parameter shell: the variables of the shell among the earlier ones, sorted.
  mutating func envFile(
    _ chain: [String], earlier: [ExactText: EnvFile.Entry], shell: [String] = [],
    namedAt position: Location?
  ) -> ParsedEnvFile? {
    guard let file = chain.last, let text = text(of: file, namedAt: position) else { return nil }
    // No path is empty, so that names do not follow paths without a border.
    let key = (chain + [""] + shell).map { ExactText($0) }
    if let known = envFiles[key] { return known }
    let parsed = EnvFile.parse(text, file: file, earlier: earlier, order: order)
    envFiles[key] = parsed
    return parsed
  }

  mutating func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { report(diagnostic) }
  }

  /// Adds the files and problems of another load of the same repository.
  mutating func absorb(_ other: SourceFiles) {
    for name in other.names where texts[name] == nil { names.append(name) }
    texts.merge(other.texts) { first, _ in first }
    layers.merge(other.layers) { first, _ in first }
    envFiles.merge(other.envFiles) { first, _ in first }
    for diagnostic in other.diagnostics { report(diagnostic) }
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    if told.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }
}
