/// One thing that was looked at, and what to do about it.
package struct DoctorFinding: Hashable, Sendable {
  package enum Verdict: String, Hashable, Sendable {
    case ok
    /// Something works less well than it could.
    case warn
    /// Something does not work.
    case fail
  }

  package var code: DoctorCode
  package var verdict: Verdict
  package var message: String
  /// What to do, in words; `nil` when nothing needs to be done.
  package var fix: String?

  package init(_ code: DoctorCode, _ verdict: Verdict, _ message: String, fix: String? = nil) {
    self.code = code
    self.verdict = verdict
    self.message = message
    self.fix = fix
  }
}
