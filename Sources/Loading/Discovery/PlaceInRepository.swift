/// What the folders of a file say of it: the app it belongs to, and the environment.
struct PlaceInRepository: Hashable, Sendable {
  /// What is left of the folders once `docker`, `deploy` and environments are taken out: `services/api`.
  var app: [String]
  /// The environment that a folder is named after.
  var word: EnvironmentWord?
  /// A folder such as `base`, which holds what others are made of.
  var isShared = false
  /// A folder of examples or tests: no environment of this repository.
  var isNoise = false
  /// One of the folders where environments are kept, such as `deploy`.
  var isContained = false

  /// - Parameter siblings: the folders named after environments, by the path of the folder that holds them.
  init(folders: [String], siblings: [String: Set<String>]) {
    app = []
    for (index, folder) in folders.enumerated() {
      let name = folder.lowercased()
      if let word = EnvironmentWord(String(name.drop { $0 == "." })), index > 0 || name.first != "."
      {
        let beside = siblings[folders[..<index].joined(separator: "/")] ?? []
        // `test` and `local` are often just that; beside `prod` they are environments.
        if word.kind == .test || word.kind == .local, beside.count < 2 {
          isNoise = isNoise || word.kind == .test
          app.append(folder)
        } else {
          self.word = word
        }
      } else if Self.containers.contains(name) {
        isContained = true
      } else if FileNameWords.shared.contains(name), index == folders.count - 1 {
        isShared = true
      } else {
        isNoise = isNoise || Self.noise.contains(name)
        app.append(folder)
      }
    }
  }

  private static let containers: Set<String> = [
    "deploy", "deployment", "deployments", "compose", "docker", "docker-compose", "env", "envs",
    "environment", "environments", ".env", ".envs", ".docker", ".deploy", "config", "configs",
    "conf", "infra", "infrastructure", "ops",
  ]

  private static let noise: Set<String> = [
    "example", "examples", "sample", "samples", "doc", "docs", "documentation", "testdata",
    "fixtures", "tests", "__tests__", "e2e", "hack", "contrib", "tutorial", "tutorials",
    "template", "templates", "bench", "benchmarks",
  ]
}
