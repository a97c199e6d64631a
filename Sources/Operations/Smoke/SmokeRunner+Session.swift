import Environments

extension SmokeRunner {
  /// Reads the key and the authorities that the requests need; the failure says what cannot be read.
  func session(_ plan: SmokePlan) -> Result<SmokeSession, SmokeProblem> {
    let suite = plan.suite
    if let refusal = workspace.refusal(ofAuthorities: suite.ca) {
      return .failure(SmokeProblem(refusal))
    }
    return key(plan).map { key in
      SmokeSession(
        url: suite.url, ca: suite.ca.map(workspace.path), keyHeader: suite.key?.header,
        rightKey: key, wrongKey: Secret("wrong-" + Self.token(bytes: 20)),
        timeoutMilliseconds: suite.timeoutMilliseconds,
        deadline: Deadline(timeoutMilliseconds: suite.deadlineMilliseconds),
        run: Self.token(bytes: 8))
    }
  }

  /// The first key in the environment's file, as the service reads it: one on each line, without blank lines and comments.
  private func key(_ plan: SmokePlan) -> Result<Secret?, SmokeProblem> {
    guard let key = plan.suite.key,
      plan.tests.flatMap(\.steps).contains(where: { $0.key == .right })
    else { return .success(nil) }
    let file = "\(Workspace.stateFolder)/secrets/\(plan.environment.name)/\(key.secret)"
    let words: String
    switch workspace.read(file) {
    case .text(let text):
      let lines = text.split(whereSeparator: \.isNewline).map(Self.trimmed)
      guard let first = lines.first(where: { !$0.isEmpty && !$0.hasPrefix("#") }) else {
        return .failure(SmokeProblem("\(file) holds no key"))
      }
      guard first.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        return .failure(SmokeProblem("the first key of \(file) is not visible ASCII"))
      }
      return .success(Secret(String(first)))
    case .missing: words = "it is missing"
    case .directory: words = "it is a folder"
    case .unreadable(let reason): words = reason
    case .tooLarge, .notUTF8, .containsNUL: words = "it is not a text"
    }
    return .failure(SmokeProblem("cannot read the key in \(file): \(words)"))
  }

  private static func trimmed(_ line: Substring) -> Substring {
    var line = line.drop { $0 == " " || $0 == "\t" }
    while let last = line.last, last == " " || last == "\t" { line.removeLast() }
    return line
  }

  private static func token(bytes count: Int) -> String {
    var random = SystemRandomNumberGenerator()
    return Digest.hex((0..<count).map { _ in .random(in: .min ... .max, using: &random) })
  }
}
