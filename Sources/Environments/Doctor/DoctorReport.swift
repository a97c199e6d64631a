/// The findings of `triptych doctor`, in the order of their codes.
package struct DoctorReport: Hashable, Sendable {
  package let findings: [DoctorFinding]

  package init(_ findings: [DoctorFinding]) {
    let order = DoctorCode.allCases
    self.findings = order.flatMap { code in findings.filter { $0.code == code } }
  }

  /// Whether no check failed; warnings are allowed.
  package var isWell: Bool { !findings.contains { $0.verdict == .fail } }

  /// Each finding with its fix below it, at most 80 columns wide unless a word is wider. The last line counts them.
  package var text: String {
    let width = findings.map(\.code.subject.count).max() ?? 0
    let lines = findings.flatMap { finding in
      let head =
        "\(finding.verdict.rawValue.padded(to: 4))  \(finding.code.rawValue)  "
        + "\(finding.code.subject.padded(to: width))  "
      return Self.wrapped(finding.message, after: head)
        + (finding.fix.map { Self.wrapped($0, after: "             fix: ") } ?? [])
    }
    return (lines + [summary]).joined(separator: "\n")
  }

  /// Wraps between words only, since a word may be a path.
  private static func wrapped(_ text: String, after head: String) -> [String] {
    let columnsMax = 80
    let margin = String(repeating: " ", count: head.count)
    var lines = [head]
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let isFirst = lines[lines.count - 1].count == margin.count
      if !isFirst, lines[lines.count - 1].count + 1 + word.count > columnsMax {
        lines.append(margin + word)
      } else {
        lines[lines.count - 1] += (isFirst ? "" : " ") + word
      }
    }
    return lines
  }

  package var json: String {
    JSONValue.object([
      "schema_version": .integer(1), "well": .bool(isWell),
      "findings": .array(findings.map(Self.object)),
    ]).text
  }

  private var summary: String {
    let failing = findings.count { $0.verdict == .fail }
    let warned = findings.count { $0.verdict == .warn }
    let subject = "\(findings.count) \(findings.count == 1 ? "check" : "checks")"
    if failing == 0, warned == 0 { return "\(subject), nothing is wrong" }
    return "\(subject), \(failing) failed, \(warned) \(warned == 1 ? "warning" : "warnings")"
  }

  private static func object(_ finding: DoctorFinding) -> JSONValue {
    var object: [String: JSONValue] = [
      "code": .string(finding.code.rawValue), "subject": .string(finding.code.subject),
      "verdict": .string(finding.verdict.rawValue), "message": .string(finding.message),
    ]
    object["fix"] = finding.fix.map { .string($0) }
    return .object(object)
  }
}
