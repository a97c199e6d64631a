import Environments
import TestSupport

/// Random secrets, and random texts that hold them in the forms in which programs write them.
struct RandomTexts {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A text, and the same with `•••` where its secrets are.
  struct Sample {
    var text = ""
    var masked = ""
  }

  /// Letters and digits only, or with the characters that have a meaning in JSON, shells, URLs and YAML.
  mutating func secret(isPlain: Bool = false) -> String {
    let plain = Array("ABCDEFGHKLMNPQRSTUVWXYZabcdefghkmnpqrstuvwxyz23456789")
    let signs = Array(#"'"\$/@:%+ &<>#=;,{}[]()*!?`|~^é漢"#)
    let count = Int.random(in: 10...48, using: &random)
    let inner = (0..<count).map { _ in
      let isSign = !isPlain && Int.random(in: 0..<3, using: &random) == 0
      return pick(isSign ? signs : plain)
    }
    // Blanks at the ends belong to no secret, and a digit makes it no word.
    return "\(pick(plain))7" + String(inner) + "\(pick(plain))"
  }

  /// Words with some of the secrets between them.
  mutating func text(with secrets: [String]) -> Sample {
    var sample = Sample()
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let word = word()
      sample.text += word
      sample.masked += word
      guard !secrets.isEmpty, Bool.random(using: &random) else { continue }
      sample.text += form(of: pick(secrets))
      sample.masked += Secret.mask
    }
    return sample
  }

  /// The text with one to three signs around a place.
  mutating func damage(around place: String) -> String {
    let signs = Array("\"'{}[]:#&*!|>%@`$\\,-?= \n")
    let count = Int.random(in: 1...3, using: &random)
    return (0..<count).reduce(place) { text, _ in
      Bool.random(using: &random) ? "\(pick(signs))" + text : text + "\(pick(signs))"
    }
  }

  private mutating func word() -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let count = Int.random(in: 1...7, using: &random)
    let around = Array(" \n\t,;|([{")
    return "\(pick(around))" + String((0..<count).map { _ in pick(letters) }) + "\(pick(around))"
  }

  private mutating func form(of secret: String) -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: String(JSONValue.string(secret).line.dropFirst().dropLast())
    case 1: secret.replacing("'", with: "''")
    case 2: secret.replacing("'", with: #"'\''"#)
    case 3: Self.percentEncoded(secret, kept: pick(["-._~", "-._", "-._*"]))
    default: secret
    }
  }

  /// As RFC 3986 says, as PHP does, or as forms of web pages do.
  private static func percentEncoded(_ text: String, kept: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      let scalar = Unicode.Scalar(byte)
      let isKept =
        kept.unicodeScalars.contains(scalar)
        || scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      let digits = String(byte, radix: 16, uppercase: true)
      result += isKept ? String(Character(scalar)) : "%" + (digits.count == 1 ? "0" : "") + digits
    }
  }

  private mutating func pick<Element>(_ all: [Element]) -> Element {
    all[Int.random(in: 0..<all.count, using: &random)]
  }
}
