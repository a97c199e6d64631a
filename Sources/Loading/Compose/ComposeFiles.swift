import Environments

/// Triptych's own reader of Compose files, for names and positions, which Compose does not report.
package enum ComposeFiles {
  /// The content of one environment's files before Compose interpolates and merges them.
  package struct AsWritten: Hashable, Sendable {
    /// Sorted by key, of the sources `.compose` and `.secrets`. The last file that sets a key wins.
    package var settings: [Setting]
    /// In the order of the first file.
    package var services: [Service]
    /// Every `${V}`, in the order of files and lines.
    package var variablesUsed: [VariableReference]
    /// Only problems that keep a file from being read; Compose reports errors of its content.
    package var diagnostics: [Diagnostic]
  }

  /// Reads the files in their order. `variables` are the origins of the variables of the `.env` files, so that a
  /// value can name the lines that it depends on. Services outside the active `profiles` are left out.
  package static func asWritten(
    _ files: [String], profiles: [String] = [], variables: [ExactText: Origin] = [:],
    read: (String) -> SourceText, fingerprint: @escaping Fingerprinter
  ) -> AsWritten {
    let (documents, diagnostics) = ComposeDocument.documents(
      files, profiles: profiles, read: read)
    var written = asWritten(
      documents, variables: variables, read: read, fingerprint: fingerprint, known: KnownSecrets())
    written.diagnostics = diagnostics + written.diagnostics
    return written
  }

  /// - Parameter known: the secrets to mask.
  static func asWritten(
    _ documents: [ComposeDocument], variables: [ExactText: Origin],
    read: (String) -> SourceText, fingerprint: @escaping Fingerprinter, known: KnownSecrets
  ) -> AsWritten {
    let layers = ComposeLayers(
      variables: variables, masking: ComposeMasking(secrets: known, fingerprint: fingerprint))
    let secrets = ComposeSecretFiles.settings(of: documents, read: read, fingerprint: fingerprint)
    var settings = layers.settings(of: documents)
    if !secrets.isEmpty { settings = (settings + secrets).sortedByKey() }
    let used = documents.map(\.variables)
    let tooDeep = used.flatMap(\.tooDeep).map { Diagnostic.expandsTooDeep(at: $0) }
    return AsWritten(
      settings: settings,
      services: ComposeServices.services(of: documents.map(\.node)),
      variablesUsed: zip(documents, used).flatMap { $0.isIncluded ? [] : $1.found },
      diagnostics: tooDeep)
  }
}

/// A Compose file as triptych reads it.
struct ComposeDocument: Hashable, Sendable {
  var file: String
  var node: YAMLNode
  var entries: [ComposeEntry]
  /// What its texts interpolate.
  let variables: VariableReferences
  /// Whether an `include:` of another file names it. An included file is a project of its own: its paths are relative
  /// to its own folder, and its variables may come from other files.
  var isIncluded: Bool
  /// The services that no profile enables. They are not shown, but what is secret in them is secret.
  var omitted: [YAMLNode.Entry] = []

  init(file: String, node: YAMLNode, isIncluded: Bool = false) {
    self.file = file
    self.node = node
    self.isIncluded = isIncluded
    variables = node.variableReferences
    entries = ComposeFlattening.entries(of: node, variables: variables)
    for index in entries.indices { entries[index].unescapeDollars() }
  }

  /// The limit of included files.
  static let includedMax = 50

  static func documents(
    _ files: [String], profiles: [String]?, read: (String) -> SourceText
  ) -> (documents: [ComposeDocument], diagnostics: [Diagnostic]) {
    var parsed = ParsedFiles()
    return documents(files, profiles: profiles, &parsed, read: read)
  }

  /// Returns the readable files in their order, followed by the files that they include, and the problems of the
  /// others.
  ///
  /// - Parameters:
  ///   - profiles: the active ones; `nil` keeps the services of all.
  ///   - parsed: keeps the files for a later reading.
  static func documents(
    _ files: [String], profiles: [String]?, _ parsed: inout ParsedFiles,
    read: (String) -> SourceText
  ) -> (documents: [ComposeDocument], diagnostics: [Diagnostic]) {
    var nodes: [(file: String, node: YAMLNode)] = []
    var diagnostics: [Diagnostic] = []
    for file in files {
      let source = read(file)
      guard case .text(let text) = source else {
        let position = Location(file: file, line: 1, column: 1)
        diagnostics += [source.problem(file: file, at: position)].compactMap(\.self)
        continue
      }
      let document = parsed.document(file, holding: text)
      diagnostics += document.diagnostics
      guard let node = document.node else { continue }
      nodes.append((file, document.hasTags ? node.withoutResets : node))
      guard document.hasTags else { continue }
      for index in nodes.indices.dropLast() {
        nodes[index].node = nodes[index].node.without(replacedBy: node)
      }
    }
    let included = included(by: nodes, &parsed, read: read)
    // The paths in the files of a project are relative to the folder of the first one.
    let files = nodes.map { (file: nodes[0].file, node: $0.node) } + included
    var disabled: Set<String> = []
    if let profiles {
      disabled = withoutActuallyEscaping(read) {
        ComposeProfiles(profiles, of: files, read: $0).disabled
      }
    }
    func documents(_ nodes: [(file: String, node: YAMLNode)], isIncluded: Bool) -> [ComposeDocument]
    {
      nodes.map { file, node in
        var document = ComposeDocument(
          file: file, node: node.withoutServices(disabled), isIncluded: isIncluded)
        guard !disabled.isEmpty else { return document }
        document.omitted = (node["services"]?.fields ?? []).filter { disabled.contains($0.key) }
        return document
      }
    }
    return (
      documents(nodes, isIncluded: false) + documents(included, isIncluded: true), diagnostics
    )
  }

  /// The included files. Unreadable ones are skipped silently, since Compose reports them with better messages.
  private static func included(
    by files: [(file: String, node: YAMLNode)], _ parsed: inout ParsedFiles,
    read: (String) -> SourceText
  ) -> [(file: String, node: YAMLNode)] {
    var included: [(file: String, node: YAMLNode)] = []
    var known = Set(files.map { ExactText($0.file) })
    var next = files.flatMap { $0.node.includedFiles(from: $0.file) }[...]
    while let file = next.popFirst(), included.count < includedMax {
      guard known.insert(text: file), case .text(let text) = read(file),
        let node = parsed.document(file, holding: text).node
      else { continue }
      included.append((file, node))
      next += node.includedFiles(from: file)
    }
    return included
  }
}

extension YAMLNode {
  /// The paths of `include:` relative to the root, without those that interpolate.
  func includedFiles(from file: String) -> [String] {
    let paths = (self["include"]?.items ?? []).flatMap { item -> [String] in
      if let path = item.text { return [path] }
      return item["path"]?.text.map { [$0] } ?? (item["path"]?.items ?? []).compactMap(\.text)
    }
    return paths.filter { !$0.contains("$") }.map {
      $0.hasPrefix("/") ? $0 : $0.joined(to: file.split(separator: "/").dropLast())
    }
  }
}
