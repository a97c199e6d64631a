import HTTPTypes
import Hummingbird

/// What is wrong with a request before anybody looks at what it asks for.
enum RequestShape {
  /// Why `path`, as the client sent it, names nothing; nil when it may.
  static func problem(inPath path: String) -> Problem? {
    guard path.hasPrefix("/") else {
      return Problem(.badRequest, detail: "The path does not begin with a slash.")
    }
    for segment in path.prefix(while: { $0 != "?" }).split(separator: "/") {
      guard let name = decoded(segment) else {
        return Problem(.badRequest, detail: "The path is not percent-encoded UTF-8.")
      }
      if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
        return Problem(.badRequest, detail: "The path holds control characters.")
      }
      if name == ".." || name == "." {
        return Problem(.badRequest, detail: "The path holds dots in place of a name.")
      }
    }
    return nil
  }

  /// Whether a content type is JSON, with or without parameters.
  static func isJSON(_ contentType: String?) -> Bool {
    let type = contentType?.prefix { $0 != ";" && $0 != " " }.lowercased()
    return type == "application/json" || type?.hasSuffix("+json") == true
  }

  /// Nil when an escape is incomplete, or when the bytes are not UTF-8.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    // Hummingbird has repaired what was not UTF-8 when it made a text of it.
    let repaired = bytes.contains(sequence: [0xEF, 0xBF, 0xBD])
    return repaired ? nil : String(validating: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate func contains(sequence: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: sequence) }
  }
}
