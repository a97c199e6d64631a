import Environments
import FoundationEssentials

/// The JSON of `docker compose config --format json` as a tree, in the shape of a Compose file in which every short
/// form is spelled out. It has no places of its own.
struct ComposeModel: Decodable {
  var node: YAMLNode

  /// Null for what is no JSON object.
  static func parse(_ json: String) -> YAMLNode? {
    let model = try? JSONDecoder().decode(ComposeModel.self, from: Data(json.utf8))
    guard let node = model?.node, case .mapping = node.content else { return nil }
    return node
  }

  init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Name.self) {
      let entries = try object.allKeys.sorted { $0.stringValue < $1.stringValue }.map { name in
        YAMLNode.Entry(
          key: name.stringValue.unescapedDollars, keyLocation: Self.nowhere,
          value: try object.decode(ComposeModel.self, forKey: name).node)
      }
      node = YAMLNode(.mapping(entries), at: Self.nowhere)
    } else if var array = try? decoder.unkeyedContainer() {
      var items: [YAMLNode] = []
      while !array.isAtEnd { items.append(try array.decode(ComposeModel.self).node) }
      node = YAMLNode(.sequence(items), at: Self.nowhere)
    } else {
      node = try Self.scalar(decoder.singleValueContainer())
    }
  }

  private static func scalar(_ container: any SingleValueDecodingContainer) throws -> YAMLNode {
    if let text = try? container.decode(String.self) {
      return YAMLNode(.scalar(text: text.unescapedDollars, isQuoted: true), at: nowhere)
    }
    let text: String
    if container.decodeNil() {
      text = "null"
    } else if let flag = try? container.decode(Bool.self) {
      text = flag ? "true" : "false"
    } else if let number = try? container.decode(Int.self) {
      text = String(number)
    } else {
      text = String(try container.decode(Double.self))
    }
    return YAMLNode(.scalar(text: text, isQuoted: false), at: nowhere)
  }

  static let nowhere = Location(file: "", line: 0, column: 0)

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

extension String {
  /// Compose doubles every dollar, so that its output can be fed back to it.
  var unescapedDollars: String {
    guard utf8.contains(UInt8(ascii: "$")) else { return self }
    return splitDollars.joined(separator: "$")
  }

  private var splitDollars: [String] {
    var parts = [""]
    var isEscaping = false
    for character in self {
      if character == "$", isEscaping {
        parts.append("")
        isEscaping = false
      } else if character == "$" {
        isEscaping = true
      } else {
        if isEscaping { parts.append("") }
        isEscaping = false
        parts[parts.count - 1].append(character)
      }
    }
    return isEscaping ? parts + [""] : parts
  }
}
