import Environments

extension FoundEnvironment {
  /// Where the environment would be declared.
  package var file: String { "configs/environment/\(name).yaml" }

  /// What was found as the text of that file. Loading it gives the settings that were found.
  ///
  /// - Parameter lenient: codes of rules that the repository breaks as it is; each is a warning until somebody decides.
  func yaml(lenient: [String]) -> String {
    var lines = ["# Written by triptych init from what it found:"]
    lines += reasons.map { "#   \($0.spelledOut)" }
    lines += ["schema_version: \(Schema.version)", "environment:", "  tier: \(tier.rawValue)"]
    lines += ["target:", "  project: \(Self.scalar(project))"]
    lines += Self.list("compose_files", composeFiles.map(\.path))
    lines += Self.list("env_files", envFiles.map(\.path))
    if !profiles.isEmpty { lines += Self.list("profiles", profiles) }
    if !lenient.isEmpty { lines += ["rules:"] + lenient.flatMap(Self.rule) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func rule(_ code: String) -> [String] {
    [
      "  - name: \(code)", "    severity: warning",
      "    reason: it was so when triptych init wrote this file",
    ]
  }

  private static func list(_ key: String, _ items: [String]) -> [String] {
    items.isEmpty
      ? ["  \(key): []"] : ["  \(key):"] + items.map { "    - \(scalar($0))" }
  }

  /// Quoted where YAML would read something else.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      PlainScalar(text) == .text
      && text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789./_-".unicodeScalars.contains($0))
      } && text.first != "-"
    return isPlain ? text : JSONValue.string(text).text
  }
}
