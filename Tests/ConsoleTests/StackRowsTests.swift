import Canvas
import Environments
import Testing

@testable import Console

struct `The overview of a repository without settings of its own` {
  @Test func `compares images, ports, variables and limits, what differs first`() {
    let configuration = stack([
      (
        "dev",
        [
          "services.web.image": "registry.local/shop/web:edge", "services.db.image": "postgres:16",
          "services.web.ports.80/tcp": "8080", "services.web.environment.LEVEL": "debug",
          "services.web.environment.ZONE": "a", "services.web.restart": "no",
        ]
      ),
      (
        "prod",
        [
          "services.web.image": "registry.local/shop/web:1.4", "services.db.image": "postgres:16",
          "services.web.ports.80/tcp": "80", "services.web.environment.LEVEL": "warn",
          "services.web.environment.ZONE": "a", "services.web.deploy.resources.limits.memory": "1G",
        ]
      ),
    ])

    #expect(
      rows(configuration) == """
        web image: ≠registry.local/shop/web:edge (web:edge) (:edge) | ≠registry.local/shop/web:1.4 (web:1.4) (:1.4)
        web port 80: ≠8080 | ≠80
        LEVEL: ≠debug | ≠warn
        web memory: ≠none | ≠1G
        db image: postgres:16 (:16) | postgres:16 (:16)
        """)
  }

  @Test func `a service of one environment differs from nothing`() {
    let configuration = stack([
      ("dev", ["services.web.image": "web:1", "services.mail.image": "mail:2"]),
      ("prod", ["services.web.image": "web:1"]),
    ])

    #expect(
      rows(configuration) == """
        mail image: mail:2 (:2) | -
        web image: web:1 (:1) | web:1 (:1)
        """)
  }

  @Test func `a variable that services share is told once`() {
    func parts(_ level: String, _ own: String) -> [String: String] {
      [
        "services.a.image": "a:1", "services.b.image": "a:1", "services.c.image": "a:1",
        "services.a.environment.LEVEL": level, "services.b.environment.LEVEL": level,
        "services.c.environment.LEVEL": own,
      ]
    }

    let lines = rows(stack([("dev", parts("debug", "x")), ("prod", parts("warn", "y"))]))

    #expect(lines.hasPrefix("LEVEL: ≠debug | ≠warn\nc LEVEL: ≠x | ≠y\na image: "))
  }

  @Test func `images that only their registries tell apart are not shortened`() {
    let configuration = stack([
      ("dev", ["services.web.image": "mirror.local/web:1"]),
      ("prod", ["services.web.image": "web:1"]),
    ])

    #expect(rows(configuration) == "web image: ≠mirror.local/web:1 | ≠web:1")
  }

  @Test func `images of several names are not told apart by their tags`() {
    let configuration = stack([
      ("dev", ["services.web.image": "shop/web:1"]),
      ("prod", ["services.web.image": "shop/site:2"]),
    ])

    #expect(
      rows(configuration) == "web image: ≠shop/web:1 (web:1) | ≠shop/site:2 (site:2)")
  }

  @Test func `a variable named image is no image`() {
    let configuration = stack([
      ("dev", ["services.web.environment.image": "a", "services.web.image": "web:1"])
    ])

    #expect(rows(configuration) == "web image: web:1 (:1)")
  }

  @Test func `of hundreds of services as many are listed as can be read`() {
    func parts(_ tag: String) -> [String: String] {
      Dictionary(uniqueKeysWithValues: (1...300).map { ("services.s\($0).x.image", "a:\(tag)") })
    }

    let lines = rows(stack([("dev", parts("1")), ("prod", parts("2"))])).split(separator: "\n")

    #expect(lines.count == 60)
    #expect(lines.first == "s1.x image: ≠a:1 (:1) | ≠a:2 (:2)")
  }

  @Test func `one environment that was found says what can be done`() {
    var configuration = stack([("default", ["services.web.image": "web:1"])])
    configuration.environments[0].found = FoundEnvironment(
      name: "default", tier: nil, project: "shop",
      composeFiles: [.init("compose.yaml", "is read by Compose by default")], envFiles: [],
      profiles: [], notes: [])
    let model = Model.after([
      .loaded(configuration, compare(configuration.environments, accepted: []))
    ])

    #expect(
      view(model).text.contains(
        "triptych init lets you launch it; compose.prod.yaml adds one to compare."))
  }

  @Test(arguments: [3, 60])
  func `unrelated apps are a list to choose from`(count: Int) {
    var configuration = Configuration()
    configuration.leftOut.apps = (1...count).map { "app\($0)" }

    let text = view(.after([.loaded(configuration, Matrix(environments: [], rows: []))])).text

    #expect(text.contains("\(count) apps have Compose files of their own; choose one:"))
    #expect(text.contains("    triptych -C app1"))
    #expect(text.contains("more: triptych list names them all") == (count == 60))
  }

  private func stack(_ environments: [(String, [String: String])]) -> Configuration {
    Configuration(
      environments: environments.map { name, parts in
        let settings = parts.map {
          Setting(
            SettingKey(.compose, $0.key),
            layerValues: [.init(.string($0.value), Origin(layer: .compose))])
        }
        let services = parts.keys.filter { $0.hasSuffix(".image") && !$0.contains("environment") }
          .sorted().map { Service(name: String($0.dropFirst(9).dropLast(6))) }
        return Environment(
          name: name, target: Target(project: name), settings: settings.sorted { $0.key < $1.key },
          services: services)
      })
  }

  private func rows(_ configuration: Configuration) -> String {
    let catalog = Catalog(configuration, compare(configuration.environments, accepted: []))
    return catalog.summary.map { row in
      let cells = row.cells.map { cell in
        guard let cell else { return "-" }
        let short = cell.shortTexts.map { " (\($0))" }.joined()
        return (cell.isDifferent ? "≠" : "") + cell.text + short
      }
      return row.label + ": " + cells.joined(separator: " | ")
    }.joined(separator: "\n")
  }
}
