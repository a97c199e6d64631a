import ArgumentParser
import Console
import Environments
import FoundationEssentials
import Loading
import Operations

/// Writes the generated parts of the documentation. Only this repository uses it, so the help does not list it.
struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Writes the generated parts of the documentation.",
    shouldDisplay: false)

  @Flag(help: "Change nothing; exit with 1 and list what is out of date.")
  var check = false

  @OptionGroup var checkout: CheckoutOptions

  func run() throws {
    let checkout = try Checkout(checkout)
    var stale: [String] = []
    let configuration = try runToEnd { await checkout.committed() }
    for document in try GeneratedDocument.all(of: configuration, below: checkout.root)
    where try document.write(below: checkout.root, onlyCheck: check) {
      stale.append(document.path)
    }
    for path in stale {
      StandardStreams.output(check ? "\(path) is out of date: run make docs" : "wrote \(path)")
    }
    if check, !stale.isEmpty { throw Outcome.no }
  }
}

/// A file, or a marked part of a file, that is generated from the code.
struct GeneratedDocument {
  /// Relative to the root.
  let path: String
  /// The name in `<!-- generated:NAME -->` … `<!-- /generated:NAME -->`; `nil` when the whole file is generated.
  let marker: String?
  let text: String

  /// The generated documents of this repository; its own environments are in the pictures.
  static func all(
    of configuration: Configuration, below root: String
  ) throws -> [GeneratedDocument] {
    let pictures = Pictures(configuration: configuration)
    let reference = ConfigurationReference(
      shipped: configuration.shippedValues, proofs: Proofs(below: root).tests)
    let manual = ManualPage(of: try CommandDescription.ofTriptych())
    return [
      GeneratedDocument("docs/triptych.1", nil, manual.text),
      GeneratedDocument("configs/environment.schema.json", nil, JSONSchema.text + "\n"),
      GeneratedDocument("docs/configuration.md", "settings", reference.markdown),
      GeneratedDocument("docs/configuration.md", "rules", RuleReference.markdown),
      GeneratedDocument("docs/keys.md", "keys", KeyReference.markdown),
      GeneratedDocument("docs/verdicts.md", "verdicts", VerdictReference.markdown),
      GeneratedDocument("docs/commands.md", "commands", CommandReference.markdown),
      GeneratedDocument("docs/guide.md", "overview", pictures.overview),
      GeneratedDocument("docs/guide.md", "differences", pictures.differences),
      GeneratedDocument("docs/guide.md", "explanation", pictures.explanation),
      GeneratedDocument("README.md", "overview", pictures.overview),
    ]
  }

  private init(_ path: String, _ marker: String?, _ text: String) {
    self.path = path
    self.marker = marker
    self.text = text
  }

  /// Brings the file below `root` up to date, unless `onlyCheck` is set. Returns whether it was out of date.
  func write(below root: String, onlyCheck: Bool) throws -> Bool {
    let file = root + "/" + path
    let current = FileManager.default.contents(atPath: file)
      .map { String(decoding: $0, as: UTF8.self) }
    let wanted = try merged(into: current)
    if current == wanted { return false }
    if !onlyCheck { try AtomicWrite.write(Array(wanted.utf8), to: file, mode: 0o644) }
    return true
  }

  private func merged(into current: String?) throws -> String {
    guard let marker else { return text }
    let open = "<!-- generated:\(marker) -->\n"
    let close = "<!-- /generated:\(marker) -->"
    guard let current, let start = current.firstRange(of: open),
      let end = current[start.upperBound...].firstRange(of: close)
    else {
      throw FileError("renew", path, reason: "it has no part that is marked \(marker)")
    }
    let part = text.hasSuffix("\n") ? text : text + "\n"
    return String(current[..<start.upperBound]) + part + String(current[end.lowerBound...])
  }
}

extension Configuration {
  /// The values in `base.yaml` by key, as they are shown.
  fileprivate var shippedValues: [String: String] {
    var values: [String: String] = [:]
    for setting in environments.flatMap(\.settings) where setting.key.source == .settings {
      let base = setting.layerValues.last {
        $0.origin.location?.file == "configs/environment/base.yaml"
      }
      if let base { values[setting.key.path] = base.value.text }
    }
    return values
  }
}
