import Environments

extension Workspace {
  /// Writes what the workload of an environment reads, from its settings.
  package func render(_ environment: Environment) throws(FileError) -> RenderResult {
    try render(environment: environment.name, json: environment.renderedConfiguration)
  }

  /// Writes what the workload of an environment reads: `.triptych/run/<env>/config/config.json` with the given text,
  /// and `compose.env` beside the folder. Files that hold the right content already are left alone.
  package func render(environment: String, json: String) throws(FileError) -> RenderResult {
    guard Self.isFolderName(environment) else {
      throw FileError("render", environment, reason: "an environment's name cannot be a path")
    }
    let folder = try state("run/\(environment)")
    let config = Self.join(folder, "config")
    // The folder is mounted by itself, so its mode is what a container's user meets; 0700 above it guards the host.
    try Self.makeFolder(config, mode: 0o755)
    let bytes = Array(json.utf8)
    let revision = Digest.hex(Digest.sha256(bytes).prefix(6))
    let environmentFile = Self.join(folder, "compose.env")
    let hasNewConfig = try AtomicWrite.writeIfDifferent(
      bytes, to: Self.join(config, "config.json"), mode: 0o444)
    let hasNewVariables = try AtomicWrite.writeIfDifferent(
      Array(composeVariables(folder: folder, revision: revision).utf8), to: environmentFile)
    return RenderResult(
      revision: revision, folder: folder, environmentFile: environmentFile,
      hasChanged: hasNewConfig || hasNewVariables)
  }

  private func composeVariables(folder: String, revision: String) -> String {
    var text = """
      # Written by triptych render; changes are overwritten.
      TRIPTYCH_RUN=\(Self.quoted(folder))
      TRIPTYCH_REVISION=\(revision)

      """
    if case .text(let images) = read("\(Self.stateFolder)/images.env"), !images.isEmpty {
      text += images.hasSuffix("\n") ? images : images + "\n"
    }
    return text
  }

  /// Quotes a value so that Compose's reader of env files gives back exactly this text.
  static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\", "\"", "$": text += "\\\(scalar)"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  private static func isFolderName(_ name: String) -> Bool {
    // Compose takes a backslash before the closing quote for an escape, however many stand before it.
    !name.isEmpty && name != "." && name != ".." && !name.contains("/") && !name.hasSuffix("\\")
  }
}
