import Environments

/// The result of a probe, not yet assigned to a check.
struct Finding: Hashable, Sendable {
  var verdict: CheckResult.Verdict
  var reason: String
  var phases: [CheckResult.Phase] = []
  /// See `CheckResult.evidence`.
  var evidence: [String] = []

  static func healthy(_ reason: String, _ phases: [CheckResult.Phase] = []) -> Finding {
    Finding(verdict: .healthy, reason: reason, phases: phases)
  }

  static func unhealthy(_ reason: String, _ phases: [CheckResult.Phase] = []) -> Finding {
    Finding(verdict: .unhealthy, reason: reason, phases: phases)
  }

  static func unknown(_ reason: String) -> Finding { Finding(verdict: .unknown, reason: reason) }

  /// The same finding with evidence.
  func with(evidence: [String]) -> Finding {
    var finding = self
    finding.evidence = evidence
    return finding
  }

  func result(of check: Check, tookMicroseconds: Int) -> CheckResult {
    CheckResult(
      check: check, verdict: verdict, reason: reason, phases: phases,
      tookMicroseconds: tookMicroseconds, evidence: evidence)
  }

  /// The result with what programs printed masked, in the reason as in the evidence.
  func result(of check: Check, mask: ProgramMask, tookMicroseconds: Int) -> CheckResult {
    var finding = self
    finding.reason = mask.shown(reason, from: .other)
    finding.evidence = mask.shown(lines: evidence)
    return finding.result(of: check, tookMicroseconds: tookMicroseconds)
  }

  static let cancelled = Finding.unknown("cancelled")
}

/// What a probe received, as a few short lines that can be shown: control characters visible, likely secrets masked.
enum Evidence {
  static let linesMax = 8
  static let columnsMax = 160

  /// The first lines of a text that are not blank.
  static func lines(of text: String, max: Int = linesMax) -> [String] {
    let all = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    let shown = all.prefix(max).map { line($0) }
    return all.count > max ? shown + ["… \(all.count - max) lines more"] : shown
  }

  /// Masked before it is cut, so that no beginning of a secret remains.
  private static func line(_ text: Substring) -> String {
    MaskedText.of(SecretGate.process.masked(String(text.prefix(columnsMax * 4))))
      .onOneLine(charactersMax: columnsMax)
  }
}

/// Values as parts of a sentence for the operator.
enum Words {
  /// Such as `200`, `200 or 204` and `200, 204 or 301`.
  static func choice(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return "\(items.dropLast().joined(separator: ", ")) or \(last)"
  }

  /// Such as `127.0.0.1:80` and `[::1]:80`.
  static func endpoint(_ host: String, _ port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
