import Foundation
import Testing
import TradingService

struct `The schema of environments` {
  /// The sections that are rendered for this service.
  private static let sections: Set = [
    "debug", "endpoints", "api", "quotes", "trading", "database", "metrics", "logging",
  ]

  @Test func `names exactly the keys that the service reads`() throws {
    let schema = try JSONDecoder().decode(
      JSONValue.self, from: Data(contentsOf: Self.repository.appending(path: Self.path)))
    let configuration = try Sample.configuration()

    let named = Self.leaves(of: schema, below: "properties").filter(Self.isRendered)
    let read = Self.leaves(of: configuration.effective, below: nil).filter(Self.isRendered)

    #expect(read.count > 40)
    #expect(named.subtracting(read) == [], "keys that nobody reads")
    #expect(read.subtracting(named) == [], "keys that nobody can set")
  }

  private static let path = "configs/environment.schema.json"

  private static var repository: URL {
    var folder = URL(filePath: #filePath)
    for _ in 0..<6 { folder.deleteLastPathComponent() }
    return folder
  }

  private static func isRendered(_ key: String) -> Bool {
    sections.contains(String(key.prefix { $0 != "." }))
  }

  /// The dotted names of everything that holds no further names; in a schema those stand under `member`.
  private static func leaves(of value: JSONValue, below member: String?) -> Set<String> {
    guard case .object(let own) = value else { return [""] }
    var names = own
    if let member {
      guard case .object(let inner)? = own[member] else { return [""] }
      names = inner
    }
    return names.reduce(into: []) { all, field in
      for rest in leaves(of: field.value, below: member) {
        all.insert(rest.isEmpty ? field.key : "\(field.key).\(rest)")
      }
    }
  }
}
