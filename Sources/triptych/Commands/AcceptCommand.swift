import ArgumentParser
import Environments
import Loading
import Operations

struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Accepts the difference of a key, with a reason.",
    discussion: """
      Writes an entry with the present values into configs/accepted-differences.yaml, for you to commit; one about the same \
      key that has lapsed is replaced. The rest of the file stays as it is. The entry lapses when one of the values moves. \
      The values of secrets are not written. Exits with 0 when the difference is accepted, also before, and with 1 when the \
      key does not differ or the entry cannot be written.
      """)

  @Argument(
    help: "The key, as `diff` prints it; SOURCE:KEY where several sources have it.",
    completion: Completions.keys)
  var key: String
  @Argument(
    help: "The environments that may differ; all of them when none is named.",
    completion: Completions.environments)
  var environments: [String] = []
  @Option(help: "Why the difference is intended, in one line.") var reason: String
  @Flag(help: "Print the entry and write nothing.") var dryRun = false
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard !reason.allSatisfy(\.isWhitespace), !reason.contains(where: \.isNewline) else {
      throw ValidationError("--reason is one line of text")
    }
    guard environments.count != 1 else {
      throw ValidationError("a difference needs two environments or more")
    }
  }

  func run() throws {
    let checkout = try Checkout(checkout)
    let configuration = try runToEnd { await checkout.resolved() }
    let chosen = try checkout.environments(environments, in: configuration)
    let matrix = compare(chosen, accepted: configuration.accepted)
    let key = try settingKey(in: matrix)
    do {
      let acceptance = try configuration.acceptance(of: key, in: matrix, reason: reason)
      let edit = try checkout.workspace.edit(acceptance)
      if !dryRun { try checkout.workspace.write(edit) }
      report(acceptance, edit)
    } catch let refusal as AcceptanceRefusal where matrix.isAccepted(key) {
      StandardStreams.output(refusal.description)
    } catch let failure as AcceptanceFailure {
      StandardStreams.error("error: \(failure)")
      if let entry = failure.entry { StandardStreams.output(entry) }
      throw Outcome.no
    } catch {
      StandardStreams.error("error: \(error)")
      throw Outcome.no
    }
  }

  /// The key that is meant. A path that several sources have means the one that differs.
  private func settingKey(in matrix: Matrix) throws -> SettingKey {
    let named = matrix.rows.filter { row in
      row.key.path.isExactly(key) || "\(row.key.source.rawValue):\(row.key.path)".isExactly(key)
    }
    let candidates = named.count > 1 ? named.filter { $0.kind != .same } : named
    if candidates.count == 1 { return candidates[0].key }
    if let same = named.first, candidates.isEmpty { return same.key }
    if candidates.isEmpty {
      StandardStreams.error("error: no environment has a setting \(key)")
      if let near = NearestName.of(key, among: matrix.differences.map(\.key.path)) {
        StandardStreams.error("  hint: did you mean \(near)?")
      }
    } else {
      let names = candidates.map { "\($0.key.source.rawValue):\($0.key.path)" }
      StandardStreams.error("error: several sources have \(key)")
      StandardStreams.error("  hint: name one: \(names.joined(separator: ", "))")
    }
    throw Outcome.usage
  }

  private func report(_ acceptance: Acceptance, _ edit: AcceptanceEdit) {
    switch output.format {
    case .json: StandardStreams.output(acceptance.json(edit, isWritten: !dryRun).text)
    case .text:
      let verb = dryRun ? "would be" : "is"
      let deed = edit.replaces ? "replaced" : "added"
      StandardStreams.output(
        "\(AcceptanceEdit.file):\(edit.line): this entry \(verb) \(deed)\n\(edit.entry.dropLast())")
    }
  }
}

extension Matrix {
  fileprivate func isAccepted(_ key: SettingKey) -> Bool {
    rows.first { $0.key == key }?.accepted != nil
  }
}

extension Acceptance {
  fileprivate func json(_ edit: AcceptanceEdit, isWritten: Bool) -> JSONValue {
    var entry: [String: JSONValue] = [
      "schema_version": .integer(1), "written": .bool(isWritten),
      "replaced": .bool(edit.replaces), "file": .string(AcceptanceEdit.file),
      "line": .integer(edit.line), "key": .string(key.path),
      "source": .string(key.source.rawValue),
      "environments": .array(environments.map { .string($0) }), "reason": .string(reason),
    ]
    if let values { entry["values"] = .object(values.mapValues { .string($0) }) }
    return .object(entry)
  }
}
