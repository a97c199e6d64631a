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
  /// The folder to which its paths are relative: that of the first file of its project.
  var folder: [Substring]
  /// How many `include:` lead to it. An included file is a project of its own, and its variables may come from other
  /// files.
  var includeDepth: Int
  var isIncluded: Bool { includeDepth > 0 }
  /// The services that no profile enables. They are not shown, but what is secret in them is secret.
  var omitted: [YAMLNode.Entry] = []

  init(file: String, node: YAMLNode, folder: [Substring]? = nil, includeDepth: Int = 0) {
    self.file = file
    self.node = node
    self.folder = folder ?? YAMLNode.folder(of: file)
    self.includeDepth = includeDepth
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
    // The paths in the files of a project are relative to the folder of the first one.
    let folder = YAMLNode.folder(of: nodes.first?.file ?? "")
    let own = nodes.map { Part(file: $0.file, node: $0.node, folder: folder) }
    let parts = own + included(by: own, &parsed, read: read)
    let files = parts.map { (file: $0.pathBase, node: $0.node) }
    var disabled: Set<String> = []
    if let profiles {
      disabled = withoutActuallyEscaping(read) {
        ComposeProfiles(profiles, of: files, read: $0).disabled
      }
    }
    let documents = parts.map { part in
      var document = ComposeDocument(
        file: part.file, node: part.node.withoutServices(disabled), folder: part.folder,
        includeDepth: part.includeDepth)
      guard !disabled.isEmpty else { return document }
      document.omitted = (part.node["services"]?.fields ?? []).filter { disabled.contains($0.key) }
      return document
    }
    return (documents, diagnostics)
  }

  /// A file before it is flattened.
  private struct Part {
    var file: String
    var node: YAMLNode
    var folder: [Substring]
    var includeDepth = 0

    var pathBase: String { ".".joined(in: folder) }
  }

  /// A path in the folder to which the file's paths are relative.
  var pathBase: String { ".".joined(in: folder) }

  /// The included files. Unreadable ones are skipped silently, since Compose reports them with better messages.
  private static func included(
    by files: [Part], _ parsed: inout ParsedFiles, read: (String) -> SourceText
  ) -> [Part] {
    var included: [Part] = []
    var known = Set(files.map { ExactText($0.file) })
    func includes(of part: Part) -> [(file: String, folder: [Substring], depth: Int)] {
      part.node.includedFiles(in: part.folder).map { ($0.file, $0.folder, part.includeDepth + 1) }
    }
    var next = files.flatMap(includes)[...]
    while let (file, folder, depth) = next.popFirst(), included.count < includedMax {
      guard known.insert(text: file), case .text(let text) = read(file),
        let node = parsed.document(file, holding: text).node
      else { continue }
      let part = Part(file: file, node: node, folder: folder, includeDepth: depth)
      included.append(part)
      next += includes(of: part)
    }
    return included
  }
}

extension [ComposeDocument] {
  /// In the order in which Compose merges them, the lowest first: what a file includes is read before the file.
  var inMergeOrder: [ComposeDocument] {
    guard contains(where: \.isIncluded) else { return self }
    return Set(map(\.includeDepth)).sorted(by: >).flatMap { depth in
      filter { $0.includeDepth == depth }
    }
  }
}

extension YAMLNode {
  static func folder(of file: String) -> [Substring] { file.split(separator: "/").dropLast() }

  /// The paths of `include:` relative to the root, without those that interpolate.
  func includedFiles(from file: String) -> [String] {
    includedFiles(in: Self.folder(of: file)).map(\.file)
  }

  /// The same for a file whose paths are relative to a folder, each with the folder of its own paths: `project_directory`,
  /// or that of the first file of the item.
  func includedFiles(in folder: [Substring]) -> [(file: String, folder: [Substring])] {
    (self["include"]?.items ?? []).flatMap { item in
      let paths =
        item.text.map { [$0] } ?? item["path"]?.text.map { [$0] }
        ?? (item["path"]?.items ?? []).compactMap(\.text)
      func relative(_ path: String) -> String {
        path.hasPrefix("/") ? path : path.joined(to: folder[...])
      }
      let files = paths.filter { !$0.contains("$") }.map(relative)
      let directory = item["project_directory"]?.text.flatMap { $0.contains("$") ? nil : $0 }
      let own =
        directory.map { relative($0).split(separator: "/") } ?? Self.folder(of: files.first ?? "")
      return files.map { ($0, own) }
    }
  }
}

extension String {
  fileprivate func joined(in folder: [Substring]) -> String {
    (folder + [self[...]]).joined(separator: "/")
  }
}
