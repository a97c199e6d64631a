import Environments
import Testing

@testable import Loading

struct `A model with its secrets masked` {
  private let model = MaskedModel(
    answer: ComposeFixture.json, fingerprint: ComposeFixture.fingerprint)

  @Test func `resolves from what was kept of it as it does from Compose's answer`() throws {
    let json = try Self.again(#require(model).json)
    let kept = try #require(MaskedModel(json: json))

    let configuration = Configuration(environments: [ComposeFixture.environment]).resolved(
      ["dev": .masked(kept, warnings: [])], root: "/srv/trading", read: ComposeFixture.read,
      fingerprint: ComposeFixture.fingerprint)

    #expect(kept == model)
    #expect(configuration == ComposeFixture.resolved)
    #expect(
      configuration.environments[0].settings.listing
        == ComposeFixture.resolved.environments[0].settings.listing)
  }

  @Test func `has no text of a secret in it`() throws {
    let text = try #require(model).json.text

    for secret in MaskedModel.secrets(inAnswer: ComposeFixture.json) {
      secret.reveal { #expect(!text.contains(String(decoding: $0, as: UTF8.self))) }
    }
    #expect(MaskedModel.secrets(inAnswer: ComposeFixture.json).count == 2)
  }

  @Test(arguments: [
    Value.null, .bool(false), .integer(-3), .decimal(0.1), .decimal(.infinity), .decimal(2),
    .string(""), .string("•••"), .bytes(Quantity(536_870_912, written: "512MiB")),
    .duration(Quantity(90_000, written: "1m30s")), .list([]),
    .list([.list([.null]), .map(["a": .integer(1)])]), .map([:]),
    .map(["secret": .string("x"), "map": .map(["bytes": .integer(1)])]),
    .secret(Fingerprint("1f2e3d4c")),
  ])
  func `keeps every kind of value, and the words it is written in`(value: Value) throws {
    let masked = ComposeMasking.Masked(source: .secrets, value: value, password: value)
    let model = MaskedModel(
      entries: [.init(path: ["services", "a.b", "x"], masked: masked)], services: [],
      secretFiles: [])

    let json = try Self.again(model.json)
    let kept = try #require(MaskedModel(json: json))

    #expect(kept == model)
    #expect(kept.entries[0].masked.value.text == value.text)
  }

  @Test func `keeps services and files of secrets`() throws {
    let services = [
      Service(
        name: "api", image: "a:1", replicas: 3, hasHealthCheck: true, dependsOn: ["db", "cache"]),
      Service(name: "migrate", isOneShot: true),
    ]
    let model = MaskedModel(
      entries: [], services: services, secretFiles: [.init(name: "key", path: "/srv/key")])

    #expect(MaskedModel(json: try Self.again(model.json)) == model)
  }

  @Test(arguments: [
    "null", "[]", "{}", #"{"entries": [], "services": []}"#,
    #"{"entries": [{}], "services": [], "secret_files": []}"#,
    #"{"entries": [{"path": [], "value": 1}], "services": [], "secret_files": []}"#,
    #"{"entries": [{"path": ["a"], "value": {}}], "services": [], "secret_files": []}"#,
    #"{"entries": [{"path": ["a"], "value": 0.5}], "services": [], "secret_files": []}"#,
    #"{"entries": [{"path": ["a", 1], "value": 1}], "services": [], "secret_files": []}"#,
    #"{"entries": [{"path": ["a"], "value": [{"map": 1}]}], "services": [], "secret_files": []}"#,
    #"{"entries": [{"path": ["a"], "value": 1, "source": "x"}], "services": [], "secret_files": []}"#,
    #"{"entries": [], "services": [{"name": "a"}], "secret_files": []}"#,
    #"{"entries": [], "services": [], "secret_files": [{"name": "a"}]}"#,
  ])
  func `an incomplete one is refused`(text: String) throws {
    let json = try #require(JSONValue(json: Array(text.utf8)))

    #expect(MaskedModel(json: json) == nil)
  }

  @Test func `a password with a dollar in it is a fingerprint like any other`() throws {
    let answer = #"{"services": {"db": {"environment": {"DB_PASSWORD": "pa$$word"}}}}"#

    let model = try #require(
      MaskedModel(answer: answer, fingerprint: ComposeFixture.fingerprint))

    #expect(model.entries.map(\.masked.value) == [.secret(Fingerprint("length-7"))])
  }

  /// Written and read.
  private static func again(_ json: JSONValue) throws -> JSONValue {
    try #require(JSONValue(json: Array(json.line.utf8)))
  }
}
