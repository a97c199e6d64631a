import TestSupport

/// What the engine and Compose say: secrets of the files, and others that only they know.
enum EngineOfCanaries {
  static func containers(below root: String, _ canaries: inout Canaries) -> [FakeContainer] {
    let known = canaries["DB_PASSWORD", in: ".env.dev"]?.text ?? ""
    var db = FakeContainer("d1") {
      $0.service = "db"
      $0.health = "unhealthy"
      $0.failingStreak = 3
    }
    db.variables = [
      "POSTGRES_PASSWORD=\(known)",
      canaries.plant("ROTATED_PASSWORD=«ROTATED_PASSWORD»", in: "variables of a container"),
      canaries.plant("LINK=postgres://u:«LINK»@h/", in: "variables of a container"),
      canaries.plant("NOTE=ghp_«NOTE»", in: "variables of a container"),
    ]
    db.probes = [
      .init(
        canaries.plant(
          "refused \(known): password=«password=#1» Authorization: Bearer «Authorization»",
          in: "output of a health check"), exitCode: 1, start: "2026-11-23T00:00:02Z")
    ]
    db.moreLabels = [
      "note": canaries.plant("https://u:«note»@h/ \(known)", in: "label of a container")
    ]
    db.log = [.init(canaries.plant("login password=«log»\n", in: "log of a container"))]
    var api = FakeContainer("a1") {
      $0.service = "api"
      $0.state = "exited"
      $0.exitCode = 1
    }
    api.error = canaries.plant(
      "exec: \"serve --password=«error»\": not found \(known)", in: "error of a container")
    api.log = [.init(canaries.plant("token=«log» \(known)\n", in: "log of a container"), .errors)]
    return [db, api].map { container in
      var container = container
      container.project = "canary-dev"
      container.workingDirectory = root
      return container
    }
  }

  static func wordsOfCompose(_ canaries: inout Canaries) -> String {
    let known = canaries["DB_PASSWORD", in: ".env.dev"]?.text ?? ""
    return canaries.plant(
      """
       Container canary-dev-db-1  Creating
      time="2026-11-23T00:00:00Z" level=warning msg="the login \(known) is old"
      Error response from daemon: \(known) of https://u:«Error response»@h/ password=«Error response#2»

      """, in: "words of Compose")
  }
}
