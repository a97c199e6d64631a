import Environments

/// A file that a service mounts and that does not exist. The engine creates a folder in its place, and the service fails
/// with words that name neither.
struct MissingMount: Hashable, Sendable {
  /// Relative to the root.
  var path: String
  var services: [String]
  var location: Location

  func problem(of environment: String, read: (String) -> SourceText) -> Diagnostic {
    Diagnostic(
      .warning, "CMP07",
      "\(path.spelledOut) is missing, and \(services.joined(separator: ", ").spelledOut) mounts it: the engine makes a folder in its place",
      at: location,
      hint: MissingFile.copying(to: path, read) ?? "create the file before the first launch",
      environments: [environment])
  }
}

extension ComposeDocument {
  /// The files that services of this document mount and that do not exist. What looks like a folder or a socket, and what
  /// lies outside the root, is not meant.
  ///
  /// - Parameters:
  ///   - folder: the one to which paths are relative.
  ///   - variable: the value of a variable.
  func missingMounts(
    in folder: ArraySlice<Substring>, variable: (String) -> String?, read: (String) -> SourceText
  ) -> [MissingMount] {
    var missing: [MissingMount] = []
    for service in node["services"]?.fields ?? [] {
      for item in service.value["volumes"]?.items ?? [] {
        guard let source = item.mountedSource(variable), source.hasPrefix("."),
          Self.looksLikeFile(source)
        else { continue }
        let path = source.joined(to: folder)
        if let index = missing.firstIndex(where: { $0.path.isExactly(path) }) {
          if !missing[index].services.contains(service.key) {
            missing[index].services.append(service.key)
          }
          continue
        }
        guard !path.hasPrefix(".."), read(path) == .missing else { continue }
        missing.append(
          MissingMount(path: path, services: [service.key], location: item.location))
      }
    }
    return missing
  }

  /// Whether the name is one that files have and folders do not.
  private static func looksLikeFile(_ path: String) -> Bool {
    guard !path.hasSuffix("/"), let name = path.split(separator: "/").last else { return false }
    if name == ".env" || name.hasPrefix(".env.") || names.contains(name) { return true }
    let words = name.split(separator: ".", omittingEmptySubsequences: false)
    return words.count > 1 && words.last.map(endings.contains) == true
  }

  private static let names: Set<Substring> = [
    ".htpasswd", ".my.cnf", ".npmrc", ".pgpass", "Caddyfile", "Dockerfile", "Makefile",
  ]

  private static let endings: Set<Substring> = [
    "cer", "cfg", "cnf", "conf", "config", "crt", "csv", "env", "hcl", "html", "ini", "js", "json",
    "key", "ldif", "lua", "pem", "php", "properties", "py", "rb", "rules", "sh", "sql", "template",
    "tmpl", "toml", "ts", "txt", "xml", "yaml", "yml",
  ]
}

extension YAMLNode {
  /// What an item of `volumes:` mounts, with its variables replaced; `nil` where it is no path that the engine would create,
  /// or a variable has no value.
  fileprivate func mountedSource(_ variable: (String) -> String?) -> String? {
    if let type = self["type"]?.text, type != "bind" { return nil }
    // Compose refuses a missing source then, and says so.
    if self["bind"]?["create_host_path"]?.text == "false" { return nil }
    let parts = text?.partsOfMount ?? []
    let source = parts.count > 1 ? parts[0] : self["source"]?.text
    guard let written = source, written.utf8.contains(UInt8(ascii: "$")) else { return source }
    guard let template = try? Interpolation.parse(written) else { return nil }
    let outcome = template.evaluated(variable)
    return outcome.undefined.isEmpty && outcome.failures.isEmpty ? outcome.text : nil
  }
}
