import Environments
import Glibc
import Loading
import Logging
import Processes
import Synchronization

/// Compose's last answer about each environment, with its secrets masked, in `.triptych/cache`.
///
/// An answer is valid only while all its inputs are unchanged, and only with the seal of this checkout's key. When it
/// cannot be read or written, Compose is asked.
package final class ComposeCache: Sendable {
  static let folder = "cache"
  /// The most environments whose answers are kept.
  static let entriesMax = 200
  /// The most bytes that are read of a file.
  static let entryBytesMax = SourceText.bytesMax

  let workspace: Workspace
  private let log: Logger
  private let hasComplained = Mutex(false)
  /// The differences from Compose's answer that the log has told.
  private let told = Mutex<Set<String>>([])
  /// How a plugin, by its stamp, evaluates env files.
  private let orders = Mutex<[String: EnvFileOrder]>([:])

  package init(workspace: Workspace, log: Logger) {
    self.workspace = workspace
    self.log = log
  }

  /// The kept answer to a question; `nil` when there is none, or when it may be out of date.
  func answer(to question: ComposeQuestion) -> ComposeAnswer? {
    guard case .text(let text) = workspace.read("\(Workspace.stateFolder)/\(path(of: question))")
    else { return nil }
    let key = workspace.fingerprintKey()
    guard let entry = ComposeEntryFile(Array(text.utf8), key: key),
      entry.environment == question.environment.name,
      entry.digest == question.state(of: entry.inputs, in: workspace, key: key)?.digest
    else { return nil }
    let answer = ComposeAnswer.masked(entry.model, warnings: entry.warnings)
    return entry.refusal.map { .partial(answer, refusal: $0) } ?? answer
  }

  /// Asks with `ask` and keeps the answer if its inputs are known and it contains no secret.
  func answer(
    to question: ComposeQuestion, asking ask: () async -> ComposeAnswer
  ) async -> ComposeAnswer {
    if let kept = answer(to: question) { return kept }
    let key = workspace.fingerprintKey()
    let inputs = question.inputs(in: workspace)
    let state = inputs.flatMap { question.state(of: $0, in: workspace, key: key) }
    let given = await ask()
    var answer = given
    var refusal: String?
    var placeholders: [Placeholder] = []
    let mask = question.environment.programMask
    if case .partial(let part, let words, let given) = given {
      answer = part
      placeholders = given
      refusal = mask.shown(words, from: .reader)
    }
    guard case .model(let json, let words) = answer,
      let model = MaskedModel(
        answer: json, secrets: question.environment.knownSecrets, placeholders: placeholders,
        fingerprint: workspace.fingerprinter())
    else { return given }
    let warnings = words.map { mask.shown($0, from: .reader) }
    // A file changed during the call, so that it is unknown which content Compose read.
    if let inputs, let state, question.inputs(in: workspace) == inputs,
      question.state(of: inputs, in: workspace, key: key) == state
    {
      let entry = ComposeEntryFile(
        environment: question.environment.name, inputs: inputs, digest: state.digest,
        warnings: warnings, refusal: refusal, model: model)
      let bytes = entry.sealed(key: key)
      // What is too large is not kept, and need not be searched.
      let isKept =
        bytes.count <= Self.entryBytesMax
        && !entry.json.tells(
          MaskedModel.secrets(inAnswer: json, placeholders: placeholders)
            + question.secrets(in: workspace, inputs))
      keep(isKept ? bytes : nil, of: question)
    } else {
      keep(nil, of: question)
    }
    let masked = ComposeAnswer.masked(model, warnings: warnings)
    return refusal.map { .partial(masked, refusal: $0) } ?? masked
  }

  /// Removes the answers for environments that no longer exist.
  func keepOnly(_ environments: [Environment]) {
    let names = Set(
      environments.map { Self.fileName(of: $0.name) } + [Self.versionFile, Self.orderFile])
    let folder = "\(Workspace.stateFolder)/\(Self.folder)"
    workspace.removeFiles(in: folder, max: Self.entriesMax) { names.contains($0) }
  }

  /// Replaces the answer that was kept before.
  private func keep(_ bytes: [UInt8]?, of question: ComposeQuestion) {
    guard let bytes else {
      unlink(workspace.path("\(Workspace.stateFolder)/\(path(of: question))"))
      return
    }
    do {
      let folder = try workspace.state(Self.folder)
      try AtomicWrite.write(
        bytes, to: Workspace.join(folder, Self.fileName(of: question.environment.name)))
    } catch {
      let isFirst = hasComplained.withLock { said in
        defer { said = true }
        return !said
      }
      if isFirst { log.warning("Compose's answers cannot be kept: \(error)") }
    }
  }

  /// Writes into the log where triptych's evaluation differs from Compose's answer: each difference once, until another
  /// answer is without it.
  package func report(_ environments: [Environment]) {
    let lines = environments.flatMap { environment in
      environment.doubts.map { "\(environment.name): \($0)" }
    }
    let new = told.withLock { told in
      defer { told = Set(lines) }
      return lines.filter { !told.contains($0) }
    }
    for line in new {
      log.warning("triptych reads a value otherwise than Compose, whose answer counts: \(line)")
    }
  }

  func knownOrder(_ stamp: String) -> EnvFileOrder? { orders.withLock { $0[stamp] } }

  func know(_ order: EnvFileOrder, _ stamp: String) { orders.withLock { $0[stamp] = order } }

  private func path(of question: ComposeQuestion) -> String {
    "\(Self.folder)/\(Self.fileName(of: question.environment.name))"
  }

  /// A name that is not a plain file name is replaced by its digest.
  static func fileName(of environment: String) -> String {
    let bytes = Array(environment.utf8)
    let isPlain =
      bytes.count <= 64 && bytes.first != UInt8(ascii: ".")
      && bytes.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "-_.".utf8.contains($0)
      }
    let name = isPlain ? environment : "=" + Digest.hex(Digest.sha256(bytes).prefix(16))
    return name + ".json"
  }
}

extension ComposeCache {
  /// No environment's file has such a name.
  static let versionFile = "=version.json"

  /// The version of the Compose plugin, such as `2.26.1`; asked for again only when the plugin's file has changed. `nil`
  /// without a plugin, or when it does not report one.
  package func version(of docker: Docker) async -> String? {
    guard let plugin = docker.installation.composePlugin else { return nil }
    let stamp = "\(plugin) \(ComposeQuestion.stamp(plugin))"
    let key = workspace.fingerprintKey()
    if let kept = keptVersion(stamp, key) { return kept }
    guard let version = await docker.composeVersion() else { return nil }
    let entry = JSONValue.object(["plugin": .string(stamp), "version": .string(version)])
    if let folder = try? workspace.state(Self.folder) {
      // If it cannot be kept, it is asked for again.
      try? AtomicWrite.write(
        ComposeEntryFile.sealed(entry, key: key), to: Workspace.join(folder, Self.versionFile))
    }
    return version
  }

  private func keptVersion(_ stamp: String, _ key: [UInt8]) -> String? {
    let path = "\(Workspace.stateFolder)/\(Self.folder)/\(Self.versionFile)"
    guard case .text(let text) = workspace.read(path),
      let entry = ComposeEntryFile.opened(Array(text.utf8), key: key),
      entry["plugin"]?.string == stamp
    else { return nil }
    return entry["version"]?.string
  }
}
