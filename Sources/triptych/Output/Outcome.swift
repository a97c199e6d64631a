import ArgumentParser

/// How triptych ends: the exit codes of docs/guide.md.
enum Outcome {
  static let no = ExitCode(1)
  static let usage = ExitCode(64)
  static let engineUnreachable = ExitCode(69)
  static let defect = ExitCode(70)
  static let locked = ExitCode(75)
  static let refused = ExitCode(77)
  static let deadline = ExitCode(124)
  static let cancelled = ExitCode(130)
}
