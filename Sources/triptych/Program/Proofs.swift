import FoundationEssentials

/// The tests that prove each key. A line such as ``/// Proves `api.cors.max_age`.`` above a test names the key.
struct Proofs {
  /// The names of the tests by key, in the order of the files.
  let tests: [String: [String]]

  /// Reads the tests of the repository at `root`, the workload's among them.
  init(below root: String) {
    var tests: [String: [String]] = [:]
    for folder in ["Tests", "docker/trading-api/Tests"] {
      let files = try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
      for file in (files ?? []).sorted() where file.hasSuffix(".swift") {
        let bytes = FileManager.default.contents(atPath: "\(root)/\(folder)/\(file)") ?? Data()
        for (key, name) in Self.claims(in: String(decoding: bytes, as: UTF8.self)) {
          tests[key, default: []].append(name)
        }
      }
    }
    self.tests = tests
  }

  private static func claims(in source: String) -> [(key: String, test: String)] {
    var keys: [String] = []
    var claims: [(key: String, test: String)] = []
    for line in source.split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("/// Proves ") {
        keys += quoted(text)
      } else if !keys.isEmpty, text.contains("func `"), let name = quoted(text).first {
        claims += keys.map { ($0, name) }
        keys = []
      }
    }
    return claims
  }

  /// What stands between backticks.
  private static func quoted(_ line: Substring) -> [String] {
    line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
