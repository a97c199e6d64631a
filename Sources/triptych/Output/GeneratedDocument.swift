import ArgumentParser
import Console
import Environments
import FoundationEssentials
import Operations

/// A file, or a marked part of one, that is printed from the code, so that it cannot fall behind it.
struct GeneratedDocument {
  /// Relative to the root.
  let path: String
  /// The name in `<!-- generated:NAME -->` … `<!-- /generated:NAME -->`; null when the whole file is generated.
  let marker: String?
  let text: String

  static var all: [GeneratedDocument] {
    [
      GeneratedDocument(
        path: "configs/environment.schema.json", marker: nil, text: JSONSchema.text + "\n"),
      GeneratedDocument(
        path: "docs/configuration.md", marker: "settings", text: ConfigurationReference.markdown),
      GeneratedDocument(
        path: "docs/configuration.md", marker: "rules", text: RuleReference.markdown),
      GeneratedDocument(path: "docs/keys.md", marker: "keys", text: KeyReference.markdown),
      GeneratedDocument(
        path: "docs/commands.md", marker: "commands", text: CommandReference.markdown),
    ]
  }

  /// Brings the file below `root` up to date, or only looks. Returns whether it was out of date.
  func write(below root: String, onlyCheck: Bool) throws -> Bool {
    let file = root + "/" + path
    let current = try? String(contentsOfFile: file, encoding: .utf8)
    let wanted = try merged(into: current)
    if current == wanted { return false }
    if !onlyCheck { try AtomicWrite.write(Array(wanted.utf8), to: file, mode: 0o644) }
    return true
  }

  private func merged(into current: String?) throws -> String {
    guard let marker else { return text }
    let open = "<!-- generated:\(marker) -->\n"
    let close = "<!-- /generated:\(marker) -->"
    guard let current, let start = current.range(of: open),
      let end = current.range(of: close, range: start.upperBound..<current.endIndex)
    else {
      throw ValidationError("\(path) has no part marked \(open)")
    }
    return String(current[..<start.upperBound]) + text + "\n" + current[end.lowerBound...]
  }
}
