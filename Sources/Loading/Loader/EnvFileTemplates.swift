import Environments

/// The values of an env file before their variables are replaced.
enum EnvFileTemplates {
  /// Those that interpolate, as entries of a service without a name. A value reaches to the next variable, so that what
  /// stands in several lines is read whole.
  static func entries(of file: EnvFile, in text: String) -> [ComposeEntry] {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
    let names = Set(file.entries.map { ExactText($0.name) })
    var values: [(name: String, text: String)] = []
    for line in text.split(whereSeparator: \.isNewline) {
      if let (name, text) = parts(of: line), names.contains(text: name) {
        values.append((name, text))
      } else if !values.isEmpty {
        values[values.count - 1].text += "\n" + line
      }
    }
    return values.compactMap { entry(named: $0.name, $0.text, file.file) }
  }

  private static func entry(named name: String, _ text: String, _ file: String) -> ComposeEntry? {
    let value = text.drop { $0 == " " }
    guard value.contains("$"), value.first != "'" else { return nil }
    let location = Location(file: file, line: 1, column: 1)
    var references = VariableReferences()
    references.add(String(value), of: name, at: location)
    guard !references.found.isEmpty else { return nil }
    return ComposeEntry(
      path: ["services", "", "environment", name], value: .string(String(value)),
      isNamedText: true, location: location, references: references.found)
  }

  private static func parts(of line: Substring) -> (name: String, value: String)? {
    guard let sign = line.firstIndex(where: { "=:".contains($0) }),
      let name = line[..<sign].split(whereSeparator: \.isWhitespace).last
    else { return nil }
    return (String(name), String(line[line.index(after: sign)...]))
  }
}
