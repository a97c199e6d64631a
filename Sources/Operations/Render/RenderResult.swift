import Environments
import Loading

/// The files that rendering an environment's configuration wrote.
package struct RenderResult: Hashable, Sendable {
  /// Twelve hexadecimal digits that change with `config.json` and with every secret.
  package var revision: String
  /// Twelve hexadecimal digits that change with the files that the Compose files name under `configs:`.
  package var filesRevision: String
  /// The absolute path of `.triptych/run/<env>/<revision>`.
  package var folder: String
  /// The absolute path of the env file that every launch adds last.
  package var environmentFile: String
  /// Whether another revision became the current one, or this one was written anew.
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
    // A revision is named by its content, so that its content cannot be found by its name: secrets are read at their source.
    let supplied = [
      RenderedVariable.run.name: path(Self.runFolder(of: environment.name)),
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
      copied: try ownSecrets(of: environment.name),
      secrets: Dictionary(declared + mounted, uniquingKeysWith: { first, _ in first }),
      files: Dictionary(configs, uniquingKeysWith: { first, _ in first }))
    result.made = made
    return result
  }

  /// Rewrites the configuration of the current revision, which containers mount, so that they can be told to read it again.
  /// The one exception from revisions that never change, for development only. Returns the path of the file.
  package func renderInPlace(_ environment: Environment) throws(FileError) -> String {
    guard environment.tier == .development else {
      throw FileError(
        "render", environment.name,
        reason: "only a development environment is rewritten in place; launch it instead")
    }
    guard let revision = currentRevision(of: environment.name) else {
      throw FileError("render", environment.name, reason: "it has not been rendered yet")
    }
    let file = path(revision.folder) + "/config/config.json"
    try AtomicWrite.writeIfDifferent(
      Array(environment.renderedConfiguration.utf8), to: file, mode: 0o444)
    return file
  }

  /// Whether rendering would change what the workload reads; false when nothing was rendered yet.
  func hasOutdatedRendering(of environment: Environment) -> Bool {
    let folder =
      currentRevision(of: environment.name)?.folder ?? Self.runFolder(of: environment.name)
    let rendered = read("\(folder)/config/config.json")
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

  /// Writes what the workload of an environment reads as a revision, and makes it the current one. A revision that is there
  /// already is left alone.
  ///
  /// - Parameters:
  ///   - copied: the secrets that the revision holds copies of, by the names of their files.
  ///   - secrets: the contents of all secrets that containers mount, by name; `nil` for what cannot be read.
  ///   - files: likewise, of the Compose files' `configs:`.
  func render(
    environment: String, json: String, copied: [String: [UInt8]] = [:],
    secrets: [String: [UInt8]?] = [:], files: [String: [UInt8]?] = [:]
  ) throws(FileError) -> RenderResult {
    try Self.requireFolderName(environment)
    let images = try localImages()
    let filesRevision = Self.short(Digest.sha256(Self.framed(files)))
    let parts: [String: [UInt8]?] = [
      "config.json": Array(json.utf8), "copied": Self.framed(copied.mapValues { $0 }),
      "secrets": Self.framed(secrets),
    ]
    // Keyed: the revision is a label that many may read, and an unkeyed digest of a weak secret could be guessed.
    let name = Self.short(Digest.hmac(key: fingerprintKey(), Self.framed(parts)))
    let revision = Revision(environment: environment, name: name)
    let folder = path(revision.folder)
    var result = RenderResult(
      revision: name, filesRevision: filesRevision, folder: folder,
      environmentFile: path(revision.environmentFile), hasChanged: false)
    var mounted = ["config/config.json": Array(json.utf8)]
    for (name, bytes) in copied { mounted["secrets/\(name)"] = bytes }
    let variables = Array(composeVariables(result, images: images).utf8)
    let isNew = try write(revision, mounted, variables: variables)
    let isOther = try makeCurrent(revision)
    result.hasChanged = isNew || isOther
    return result
  }

  /// Names and contents, each preceded by its length, so that different sets never give the same bytes.
  private static func framed(_ contents: [String: [UInt8]?]) -> [UInt8] {
    contents.sorted { $0.key < $1.key }.flatMap { name, content in
      Array("\(name.utf8.count) \(content?.count ?? -1) \(name)".utf8) + (content ?? [])
    }
  }

  private static func short(_ digest: [UInt8]) -> String { Digest.hex(digest.prefix(6)) }

  private func composeVariables(_ result: RenderResult, images: String) -> String {
    """
    # Written by triptych render; changes are overwritten.
    \(RenderedVariable.run.name)=\(Self.quoted(result.folder))
    \(RenderedVariable.secrets.name)=\(Self.quoted(result.folder + "/secrets"))
    \(RenderedVariable.revision.name)=\(result.revision)
    \(RenderedVariable.filesRevision.name)=\(result.filesRevision)

    """ + images
  }

  /// The local choices of images, each line ended.
  private func localImages() throws(FileError) -> String {
    switch read(LocalImages.file) {
    case .text(let images): images.isEmpty || images.hasSuffix("\n") ? images : images + "\n"
    case .missing: ""
    case .unreadable(let reason): throw FileError("read", LocalImages.file, reason: reason)
    default: throw FileError("read", LocalImages.file, reason: "it is not a text file")
    }
  }

  /// The files in the folder of the environment's secrets, which triptych made or the operator put there. A revision holds
  /// copies of them; hidden ones are being written.
  private func ownSecrets(of environment: String) throws(FileError) -> [String: [UInt8]] {
    let folder = path(Self.secretFolder(of: environment))
    var contents: [String: [UInt8]] = [:]
    for name in Self.names(in: folder) where !name.hasPrefix(".") {
      // What cannot be read is missing from the revision, and the rules say so of a declared one.
      guard let bytes = Self.secretBytes(Self.join(folder, name)) else { continue }
      contents[name] = bytes
      guard contents.count <= 1_000 else {
        throw FileError("render", folder, reason: "it holds more than 1000 files")
      }
    }
    return contents
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
