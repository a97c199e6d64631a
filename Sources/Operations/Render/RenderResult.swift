import Environments
import Loading

/// The files that rendering an environment's configuration wrote.
package struct RenderResult: Hashable, Sendable {
  /// Twelve hexadecimal digits that change with `config.json` and with every secret.
  package var revision: String
  /// Twelve hexadecimal digits that change with the files that the Compose files name under `configs:`.
  package var filesRevision: String
  /// The absolute path of `.triptych/run/<env>`.
  package var folder: String
  /// The absolute path of the env file that every launch adds last.
  package var environmentFile: String
  /// Whether any file was written; false when all were up to date.
  package var hasChanged: Bool
  /// The secrets that were made; `nil` when all existed.
  package var made: MadeSecrets?
}

extension Workspace {
  /// Writes what the workload of an environment reads, from its settings, and makes the secrets that it lacks.
  ///
  /// - Parameter user: the acting user, for the activity record of made secrets.
  package func render(_ environment: Environment, user: String) throws(FileError) -> RenderResult {
    try Self.requireFolderName(environment.name)
    if let reason = environment.objectionToActing {
      throw FileError("render", environment.name, reason: reason)
    }
    let made = try makeMissingSecrets(of: environment, user: user, now: secondsNow())
    let supplied = [
      RenderedVariable.run.name: path("\(Self.stateFolder)/run/\(environment.name)"),
      RenderedVariable.secrets.name: path(Self.secretFolder(of: environment.name)),
    ]
    let declared = environment.declaredSecrets.map {
      ($0.name, Self.secretBytes(path("\(Self.secretFolder(of: environment.name))/\($0.name)")))
    }
    let files = environment.contentFiles(supplied: supplied) { read($0) }
    let mounted = contents(files.filter { $0.section == .secrets })
    let configs = contents(files.filter { $0.section == .configs })
    var result = try render(
      environment: environment.name, json: environment.renderedConfiguration,
      secrets: Dictionary(declared + mounted, uniquingKeysWith: { first, _ in first }),
      files: Dictionary(configs, uniquingKeysWith: { first, _ in first }))
    result.made = made
    return result
  }

  /// Whether rendering would change what the workload reads; false when nothing was rendered yet.
  func hasOutdatedRendering(of environment: Environment) -> Bool {
    let rendered = read("\(Self.stateFolder)/run/\(environment.name)/config/config.json")
    guard case .text(let text) = rendered else { return false }
    return text != environment.renderedConfiguration
  }

  /// The contents of the files; `nil` for a file that cannot be read or is outside the repository.
  private func contents(_ files: [ComposeContentFile]) -> [(String, [UInt8]?)] {
    files.map { file in
      let path = file.path.hasPrefix("/") ? file.path : self.path(file.path)
      let isInside = Self.realPath(path)?.hasPrefix(root + "/") == true
      return (file.name, isInside ? Self.secretBytes(path) : nil)
    }
  }

  /// Writes what the workload of an environment reads: `.triptych/run/<env>/config/config.json` with the given text,
  /// and `compose.env` beside the folder. Files that hold the right content already are left alone.
  ///
  /// - Parameters:
  ///   - secrets: their contents by name; `nil` for what cannot be read.
  ///   - files: likewise, of the Compose files' `configs:`.
  func render(
    environment: String, json: String, secrets: [String: [UInt8]?] = [:],
    files: [String: [UInt8]?] = [:]
  ) throws(FileError) -> RenderResult {
    try Self.requireFolderName(environment)
    let folder = try state("run/\(environment)")
    let config = Self.join(folder, "config")
    // The folder itself is mounted, so that its mode applies in the container; the 0700 of its parent protects it on the
    // host.
    try Self.makeFolder(config, mode: 0o755)
    let bytes = Array(json.utf8)
    let environmentFile = Self.join(folder, "compose.env")
    var result = RenderResult(
      revision: revision(of: bytes, secrets: secrets),
      filesRevision: Self.short(Digest.sha256(Self.framed(files))), folder: folder,
      environmentFile: environmentFile, hasChanged: false)
    let variables = composeVariables(of: environment, result)
    let hasNewConfig = try AtomicWrite.writeIfDifferent(
      bytes, to: Self.join(config, "config.json"), mode: 0o444)
    let hasNewVariables = try AtomicWrite.writeIfDifferent(
      Array(variables.utf8), to: environmentFile)
    result.hasChanged = hasNewConfig || hasNewVariables
    return result
  }

  /// With secrets, the digest is keyed: the revision is a label that many may read, and an unkeyed digest of a weak secret
  /// could be guessed.
  private func revision(of json: [UInt8], secrets: [String: [UInt8]?]) -> String {
    let digest = Digest.sha256(json)
    if secrets.isEmpty { return Self.short(digest) }
    return Self.short(Digest.hmac(key: fingerprintKey(), digest + Self.framed(secrets)))
  }

  /// Names and contents, each preceded by its length, so that different sets never give the same bytes.
  private static func framed(_ contents: [String: [UInt8]?]) -> [UInt8] {
    contents.sorted { $0.key < $1.key }.flatMap { name, content in
      Array("\(name.utf8.count) \(content?.count ?? -1) \(name)".utf8) + (content ?? [])
    }
  }

  private static func short(_ digest: [UInt8]) -> String { Digest.hex(digest.prefix(6)) }

  private func composeVariables(of environment: String, _ result: RenderResult) -> String {
    let secrets = path(Self.secretFolder(of: environment))
    var text = """
      # Written by triptych render; changes are overwritten.
      \(RenderedVariable.run.name)=\(Self.quoted(result.folder))
      \(RenderedVariable.secrets.name)=\(Self.quoted(secrets))
      \(RenderedVariable.revision.name)=\(result.revision)
      \(RenderedVariable.filesRevision.name)=\(result.filesRevision)

      """
    if case .text(let images) = read(LocalImages.file), !images.isEmpty {
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

  private static func requireFolderName(_ name: String) throws(FileError) {
    guard isFolderName(name) else {
      throw FileError("render", name, reason: "an environment's name cannot be a path")
    }
  }

  private static func isFolderName(_ name: String) -> Bool {
    // Compose takes a backslash before the closing quote as an escape, even an escaped one.
    !name.isEmpty && name != "." && name != ".." && !name.contains("/") && !name.hasSuffix("\\")
  }
}
