import Environments

/// A file that Compose demands for an environment and that does not exist.
package struct MissingFile: Hashable, Sendable {
  /// Which key names it. Only an env file can be left out of a question without touching the files.
  package enum Use: String, Hashable, Sendable {
    case envFile = "env_file"
    case extends
    case include
  }

  package var use: Use
  /// Relative to the root.
  package var path: String
  /// As the Compose file writes it, with its variables replaced.
  package var written: String
  /// The services that lack it; none for an include.
  package var services: [String]
  package var location: Location
}

extension Environment {
  /// All files that Compose demands and does not find, in the order of the lines that name them. Compose itself stops at
  /// one of them, and at another one each time.
  ///
  /// - Parameter placeholders: what stands for variables that a path may use.
  package func missingFiles(
    root: String, placeholders: [Placeholder] = [], read: (String) -> SourceText
  ) -> [MissingFile] {
    let documents = ComposeDocument.documents(
      target.composeFiles, profiles: nil, read: read
    ).documents
    var values = ComposeVariables(settings) { _ in Fingerprint("") }
    values.add(placeholders)
    return withoutActuallyEscaping(read) { read in
      let parts = ComposeParts(
        documents, variables: values, root: root, seeksMissing: true, read: read)
      let missing = parts.missingFiles + parts.missingIncludes
      guard documents.contains(where: { $0.isIncluded && $0.node.movesIncludes }) else {
        return missing.gathered
      }
      // Releases of Compose differ in the folder of its paths then, and a wrong report is worse than Compose's.
      let included = Set(documents.filter(\.isIncluded).map { ExactText($0.file) })
      return missing.filter { !included.contains(text: $0.location.file) }.gathered
    }
  }
}

extension YAMLNode {
  /// Whether the paths of an included file are relative to a folder that the item names.
  fileprivate var movesIncludes: Bool {
    (self["include"]?.items ?? []).contains { $0["project_directory"] != nil }
  }
}

extension [MissingFile] {
  /// One for each line and file, with all services that it concerns.
  fileprivate var gathered: [MissingFile] {
    var result: [MissingFile] = []
    for file in self {
      let known = result.firstIndex {
        $0.location == file.location && $0.path.isExactly(file.path)
      }
      guard let known else {
        result.append(file)
        continue
      }
      for service in file.services where !result[known].services.contains(service) {
        result[known].services.append(service)
      }
    }
    for index in result.indices { result[index].services.sort() }
    return result.sorted { left, right in
      (left.location.file, left.location.line, left.location.column)
        < (right.location.file, right.location.line, right.location.column)
    }
  }

  /// One problem for each file and each kind of key that names it, at the first line that does.
  func problems(of environment: String, read: (String) -> SourceText) -> [Diagnostic] {
    var files: [MissingFile] = []
    for file in self {
      let known = files.firstIndex { $0.use == file.use && $0.path.isExactly(file.path) }
      guard let known else {
        files.append(file)
        continue
      }
      files[known].services += file.services.filter { !files[known].services.contains($0) }
    }
    return files.map { $0.problem(of: environment, read: read) }
  }

  /// In place of what Compose says of one of them.
  var words: String {
    let names = Set(map { ExactText($0.path) }).sorted().map(\.text)
    return names.count == 1
      ? "\(names[0]) is missing" : "\(names.joined(separator: ", ")) are missing"
  }
}

extension MissingFile {
  /// The most services that a problem names.
  private static let servicesMax = 3

  /// The paths by which Compose may know a file; the equal one counts in place of that of the Compose files. Those of
  /// extended services and of includes are relative to the folder of the first Compose file by then.
  package func names(below first: String, root: String) -> [String] {
    let folder = first.split(separator: "/").dropLast()
    var own = path.split(separator: "/")[...]
    var rest = folder[...]
    while let name = rest.first, own.first == name {
      own = own.dropFirst()
      rest = rest.dropFirst()
    }
    let relative = String(repeating: "../", count: rest.count) + own.joined(separator: "/")
    var paths = [relative, "./" + relative, "\(root)/\(path)"]
    // In another folder, the written path names another file, which may exist.
    if written.joined(to: folder[...]).isExactly(path) { paths.append(written) }
    return Set(paths.map { ExactText($0) }).sorted().map {
      $0.text.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
    }
  }

  fileprivate func problem(of environment: String, read: (String) -> SourceText) -> Diagnostic {
    let named = services.prefix(Self.servicesMax).joined(separator: ", ")
    let others = services.count - Self.servicesMax
    let who = others > 0 ? "\(named) and \(others) more" : named
    let demand =
      switch use {
      case .envFile: "env_file of \(who) names it"
      case .extends: "extends of \(who) names it"
      case .include: "include names it"
      }
    return Diagnostic(
      .error, "CMP06", "\(path.spelledOut) is missing: \(demand.spelledOut)", at: location,
      hint: Self.copying(to: path, for: environment, read)
        ?? "create it, or remove the line that names it",
      environments: [environment])
  }

  /// The command that makes the file from its sample; `nil` without one.
  static func copying(
    to path: String, for environment: String? = nil, _ read: (String) -> SourceText
  ) -> String? {
    let samples = samples(toMake: path, for: environment, read)
    guard !samples.isEmpty else { return nil }
    let copies = samples.map { "cp \($0.shellWord.spelledOut) \(path.shellWord.spelledOut)" }
    return "\(copies.joined(separator: ", or ")), and fill it in"
  }

  /// What a missing file is to be made from: what commands of the repository copy to it, several where they disagree; else
  /// the sample beside it; none where there is nothing.
  static func samples(
    toMake path: String, for environment: String?, _ read: (String) -> SourceText
  ) -> [String] {
    let copied = samples(copiedTo: path, for: environment, read: read)
    guard copied.isEmpty else { return copied }
    let named = samples(of: path, for: environment).first {
      if case .text = read($0) { true } else { false }
    }
    return [named].compactMap(\.self)
  }

  /// The names under which a sample of a file may lie beside it: `a.env.example`, `a.example.env`, `a.env-example`; for an
  /// env file that is named after the environment, also the sample for all.
  static func samples(of path: String, for environment: String? = nil) -> [String] {
    let own = ownSamples(of: path)
    let parts = path.split(separator: "/")
    if let environment, parts.last == ".env" {
      // `.env.prod.example` is the sample of production, whichever variant of it.
      let names = [environment] + environment.split(separator: "-").map(String.init)
      return own + names.flatMap { ownSamples(of: ".env.\($0)".joined(to: parts.dropLast())) }
    }
    guard let environment, let name = parts.last,
      name.hasPrefix(".env.") || name.hasSuffix(".env"), self.name(name, holds: environment)
    else { return own }
    return own + ownSamples(of: ".env".joined(to: parts.dropLast()))
  }

  private static func name(_ name: Substring, holds environment: String) -> Bool {
    let words = name.lowercased().split { ".-_".contains($0) }.joined(separator: "-")
    return "-\(words)-".contains("-\(environment)-")
  }

  private static func ownSamples(of path: String) -> [String] {
    let words = ["example", "sample", "template", "dist"]
    var names = words.map { "\(path).\($0)" } + words.map { "\(path)-\($0)" }
    let name = path.split(separator: "/").last ?? ""
    if let dot = name.lastIndex(of: "."), dot != name.startIndex {
      let stem = path.dropLast(name[dot...].count)
      names += words.flatMap { ["\(stem).\($0)\(name[dot...])", "\(stem)-\($0)\(name[dot...])"] }
    }
    return names
  }
}
