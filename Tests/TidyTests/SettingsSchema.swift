import FoundationEssentials

/// The keys of an environment, as configs/environment.schema.json declares them.
enum SettingsSchema {
  /// The schema of a key and its alternatives, by dotted path. Names that the author chooses are left out.
  static let leaves: [String: [Node]] = {
    let text = Repository.text("configs/environment.schema.json") ?? ""
    guard let root = try? JSONDecoder().decode(Node.self, from: Data(text.utf8)) else { return [:] }
    return root.leaves(below: "")
  }()

  struct Node: Decodable {
    var properties: [String: Node]?
    var anyOf: [Node]?
    var minimum: Int?
    var maximum: Int?
    var words: [String]?
    var standIn: String?

    private enum CodingKeys: String, CodingKey {
      case properties, anyOf, minimum, maximum
      case words = "enum"
      case standIn = "default"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      properties = try values.decodeIfPresent([String: Node].self, forKey: .properties)
      anyOf = try values.decodeIfPresent([Node].self, forKey: .anyOf)
      minimum = try values.decodeIfPresent(Int.self, forKey: .minimum)
      maximum = try values.decodeIfPresent(Int.self, forKey: .maximum)
      words = try values.decodeIfPresent([String].self, forKey: .words)
      // The schema may have other types; the tests need texts only.
      standIn = try? values.decode(String.self, forKey: .standIn)
    }

    /// Such as `1...1000000`; `nil` when any number is valid.
    var range: String? {
      guard let minimum, let maximum else { return nil }
      return "\(minimum)...\(maximum)"
    }

    /// Such as `text, json`; `nil` when any text is valid.
    var choice: String? { words?.joined(separator: ", ") }

    fileprivate func leaves(below path: String) -> [String: [Node]] {
      guard let properties else { return [path: [self] + (anyOf ?? [])] }
      return properties.reduce(into: [:]) { all, property in
        let name = path.isEmpty ? property.key : path + "." + property.key
        all.merge(property.value.leaves(below: name)) { first, _ in first }
      }
    }
  }
}
