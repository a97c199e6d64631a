import Testing

@testable import Environments

struct `Reading Swift values from JSON` {
  @Test func `reads members, and nil for those that are missing or null`() throws {
    let container = try #require(read(#"{"Id": "1f", "Labels": null, "Ports": [80, 443]}"#))

    #expect(container == Container(id: "1f", labels: nil, ports: [80, 443], limits: nil))
  }

  @Test func `ignores all other members`() throws {
    let container = try #require(read(#"{"Id": "1f", "Name": {"any": [1, null]}}"#))

    #expect(container == Container(id: "1f", labels: nil, ports: nil, limits: nil))
  }

  @Test(arguments: [
    "{}", #"{"Id": null}"#, #"{"Id": 1}"#, #"["Id"]"#, #""Id""#, "null",
    #"{"Id": "1f", "Labels": []}"#, #"{"Id": "1f", "Labels": {"a": null}}"#,
    #"{"Id": "1f", "Labels": {"a": 1}}"#, #"{"Id": "1f", "Ports": {}}"#,
    #"{"Id": "1f", "Ports": [80, null]}"#, #"{"Id": "1f", "Ports": [0.5]}"#,
    #"{"Id": "1f", "Ports": [9223372036854775808]}"#, #"{"Id": "1f", "Limits": [1]}"#,
    #"{"Id": "1f", "Limits": {"cpus": true}}"#,
  ])
  func `refuses values of another shape`(text: String) {
    #expect(JSONValue(json: Array(text.utf8)) != nil)
    #expect(read(text) == nil)
  }

  @Test func `takes a whole number however it is written`() {
    #expect(read(#"{"Id": "1f", "Ports": [8e1, 443.0]}"#)?.ports == [80, 443])
  }

  private func read(_ text: String) -> Container? {
    JSONValue(json: Array(text.utf8)).flatMap { try? Container($0) }
  }

  fileprivate struct Container: Equatable {
    var id: String
    var labels: [String: String]?
    var ports: [Int]?
    var limits: [String: Int]?
  }
}

extension `Reading Swift values from JSON`.Container {
  fileprivate init(_ json: JSONValue) throws(JSONMismatch) {
    id = try json.required("Id", \.string)
    labels = try json.optional("Labels", \.stringMembers)
    ports = try json.optional("Ports") { ports throws(JSONMismatch) in
      try ports.list(of: \.integer)
    }
    limits = try json.optional("Limits") { limits throws(JSONMismatch) in
      try limits.map(of: \.integer)
    }
  }
}
