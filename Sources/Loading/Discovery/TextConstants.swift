import Environments

/// The plain variables of a Makefile or a shell script that are set exactly once, to a text. The file is never run: what
/// is set twice, on a condition or by a command stays a variable.
struct TextConstants {
  enum Language {
    case make, shell

    /// `nil` for a file of another language.
    init?(ofFile file: String) {
      let name = file.split(separator: "/").last?.lowercased() ?? ""
      if name.hasSuffix("makefile") || name.hasSuffix(".mk") {
        self = .make
      } else if name.hasSuffix(".sh") || name.hasSuffix(".bash")
        || !name.contains(".") && !name.hasSuffix("file")
      {
        self = .shell
      } else {
        return nil
      }
    }
  }

  private let language: Language
  private var values: [Substring: Substring] = [:]

  /// The limit of a line in bytes, also when it is filled in.
  private static let lineMax = 4_000

  init(_ text: String, in language: Language) {
    self.language = language
    var times: [Substring: Int] = [:]
    for line in text.split(separator: "\n") where line.utf8.count <= Self.lineMax {
      guard line.contains("=") else {
        // Whoever calls the script says what is read.
        for name in line.split(separator: " ").drop(while: { $0 != "read" }) { times[name] = 2 }
        continue
      }
      for name in Self.namesSet(in: line) { times[name, default: 0] += 1 }
      if let (name, value) = setting(line) { values[name] = value }
    }
    values = values.filter { times[$0.key] == 1 && !Self.refers($0.value, to: $0.key) }
  }

  /// The line with the texts in place of the variables that stand for whole words or folders. A variable that is a part of
  /// a name is a choice, such as `compose.$(ENV).yml`, and remains.
  func filled(_ line: String) -> String {
    var line = line
    // Constants are made of others.
    for _ in 0..<4 where !values.isEmpty && line.contains("$") {
      let next = filledOnce(line)
      guard next != line, next.utf8.count <= Self.lineMax else { break }
      line = next
    }
    return line
  }

  private func filledOnce(_ line: String) -> String {
    var result = ""
    var rest = line[...]
    while let sign = rest.firstIndex(of: "$") {
      result += rest[..<sign]
      rest = rest[sign...]
      guard let (name, after) = reference(at: rest), let value = values[name],
        !Self.joins(result.last), !Self.joins(after.first)
      else {
        result.append(rest.removeFirst())
        continue
      }
      result += value
      rest = after
    }
    return result + rest
  }

  /// Whether a character makes one name of itself and the variable beside it.
  private static func joins(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber || "._-$".contains($0) } ?? false
  }

  /// The name of the variable at the beginning, and what follows it.
  private func reference(at text: Substring) -> (name: Substring, after: Substring)? {
    let rest = text.dropFirst()
    guard let first = rest.first else { return nil }
    if first == "{" || first == "(" && language == .make {
      let name = rest.dropFirst().prefix(while: Self.isOfName)
      let after = rest.dropFirst(name.count + 1)
      guard after.first == (first == "{" ? "}" : ")") else { return nil }
      return (name, after.dropFirst())
    }
    let name = rest.prefix(while: Self.isOfName)
    guard language == .shell, !name.isEmpty else { return nil }
    return (name, rest.dropFirst(name.count))
  }

  private static func isOfName(_ character: Character) -> Bool {
    character == "_" || character.isASCII && (character.isLetter || character.isNumber)
  }

  /// What the whole line sets, where that is a text.
  private func setting(_ line: Substring) -> (name: Substring, value: Substring)? {
    guard line.first?.isWhitespace == false, let sign = line.firstIndex(of: "=") else {
      return nil
    }
    var left = line[..<sign]
    if language == .make { while let last = left.last, ":?".contains(last) { left.removeLast() } }
    var words = left.split(separator: " ")
    if let first = words.first, ["export", "readonly", "override"].contains(first) {
      words.removeFirst()
    }
    guard let name = words.first, words.count == 1, name.allSatisfy(Self.isOfName),
      language == .make || left.last != " "
    else { return nil }
    var value = line[line.index(after: sign)...]
    if let comment = value.firstRange(of: " #") { value = value[..<comment.lowerBound] }
    value = value.drop(while: \.isWhitespace)
    while value.last?.isWhitespace == true { value.removeLast() }
    let quote = value.first.flatMap { "\"'".contains($0) ? $0 : nil }
    if language == .shell, let quote {
      guard value.count > 1, value.last == quote else { return nil }
      value = value.dropFirst().dropLast()
      guard !value.contains(quote) else { return nil }
    } else if language == .shell, value.contains(where: \.isWhitespace) {
      return nil
    }
    return isText(value) ? (name, value) : nil
  }

  /// Whether a value is a text that no command and no caller makes, and is more than the choice of an environment.
  private func isText(_ value: Substring) -> Bool {
    guard !value.isEmpty, value.utf8.count <= 500, EnvironmentWord(String(value)) == nil,
      !value.contains(where: { "`;&|<>\\".contains($0) })
    else { return false }
    return value.indices.allSatisfy { index in
      guard value[index] == "$" else { return true }
      guard let name = reference(at: value[index...])?.name else { return false }
      return name.first?.isNumber == false
    }
  }

  /// The names that a line sets anywhere, each as often as it does, and twice where it does on a condition.
  private static func namesSet(in line: Substring) -> [Substring] {
    line.indices.flatMap { index -> [Substring] in
      guard line[index] == "=" else { return [] }
      var left = line[..<index]
      let isAdded = left.last == "+"
      while let last = left.last, ":?+! ".contains(last) { left.removeLast() }
      var name = left[left.endIndex...]
      while name.startIndex > left.startIndex, isOfName(left[left.index(before: name.startIndex)]) {
        name = left[left.index(before: name.startIndex)...]
      }
      guard !name.isEmpty else { return [] }
      return isAdded || line.first?.isWhitespace == true ? [name, name] : [name]
    }
  }

  private static func refers(_ value: Substring, to name: Substring) -> Bool {
    ["$\(name)", "${\(name)}", "$(\(name))"].contains(where: value.contains)
  }
}
