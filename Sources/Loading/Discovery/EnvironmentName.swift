/// Names for what was found, fit for the names of files.
enum EnvironmentName {
  static func unique(_ text: String, among taken: inout Set<String>) -> String {
    let slug = slug(text)
    var name = slug
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(slug.prefix(28))-\(number)"
      number += 1
    }
    return name
  }

  /// Lower-case letters, digits and hyphens, at most 31, starting with a letter.
  static func slug(_ text: String) -> String {
    let mapped = text.lowercased().unicodeScalars.map { scalar -> Character in
      let isFit = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isFit ? Character(scalar) : "-"
    }
    let words = String(mapped).split(separator: "-").joined(separator: "-")
    let slug = words.first.map { $0.isLetter ? words : "env-\(words)" } ?? "env"
    return String(slug.prefix(31)).trimmingHyphens
  }

  /// A project's name the way Compose makes it of a folder's.
  static func project(ofFolder folder: String) -> String {
    let fit = folder.lowercased().filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")
    }
    return String(fit.drop { $0 == "_" || $0 == "-" })
  }

  /// `.env` for `.env.example`, `prod.env` for `prod.env.sample` or `example.prod.env`.
  static func copy(of template: String) -> String {
    let parts = template.split(separator: "/", omittingEmptySubsequences: false)
    guard let file = parts.last else { return template }
    let kept = file.split(separator: ".", omittingEmptySubsequences: false).filter {
      !FileNameWords.isTemplate([$0.lowercased()])
    }
    return (parts.dropLast() + [kept.joined(separator: ".")[...]]).joined(separator: "/")
  }
}

extension String {
  fileprivate var trimmingHyphens: String {
    var text = self
    while text.last == "-" { text.removeLast() }
    return text
  }
}
