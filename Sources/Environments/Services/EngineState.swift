/// What is known of the engine behind an environment.
package enum EngineState: Hashable, Sendable {
  case notAskedYet
  /// No docker, or no Compose plugin, on this machine; what to do about it.
  case notInstalled(String)
  /// The user may not talk to the engine; what to do about it.
  case forbidden(String)
  /// It cannot be reached; its own words.
  case unreachable(String)
  /// It took the call and did not answer within the deadline.
  case silent(milliseconds: Int)
  case answering
}

extension EngineState {
  private static let fixBegins = " Fix: "

  /// The words of a state that say what is wrong and what to do about it, as a console shows them.
  package static func advice(_ what: String, fix: String) -> String { what + fixBegins + fix }

  /// The two parts of such words; the second is `nil` when they say no fix.
  package static func parts(ofAdvice words: String) -> (what: String, fix: String?) {
    guard let mark = words.firstRange(of: fixBegins) else { return (words, nil) }
    return (String(words[..<mark.lowerBound]), String(words[mark.upperBound...]))
  }
}
