import Environments

/// The app and the environment of a file, judged by the names of its folders.
struct FolderNames: Hashable, Sendable {
  /// The folders without `docker`, `deploy` and environments, such as `services/api`.
  var app: [String]
  /// The folder of the app as it is in the repository, such as `infra/monitoring` for the app `monitoring`.
  var appFolder = ""
  /// The environment that a folder is named after.
  var word: EnvironmentWord?
  /// Whether the folder contains bases for other files, such as `base`.
  var isShared = false
  /// The folder whose files are no environments of the repository, such as one of tests.
  var aside: Aside?

  /// A folder whose files are there for something else than the repository's own environments.
  struct Aside: Hashable, Sendable {
    var path: String
    var purpose: FolderPurpose
  }

  /// - Parameter siblings: the folders named after environments, by the path of their parent folder.
  init(folders: [String], siblings: [String: Set<String>]) {
    app = []
    for (index, folder) in folders.enumerated() {
      let name = folder.lowercased()
      let parent = folders[..<index].joined(separator: "/")
      var purpose: FolderPurpose?
      if let word = EnvironmentWord(String(name.drop { $0 == "." })), index > 0 || name.first != "."
      {
        // `test` and `local` are environments only beside others, such as `prod`.
        if word.kind.needsCompany, siblings[parent, default: []].count < 2 {
          purpose = word.kind == .local ? nil : FolderPurpose(name) ?? .examples
          append(folders[...index])
        } else {
          self.word = word
        }
      } else if Self.containers.contains(name) {
        continue
      } else if FileNameWords.shared.contains(name), index == folders.count - 1 {
        isShared = true
      } else {
        purpose = FolderPurpose(name)
        append(folders[...index])
      }
      if let purpose, aside == nil {
        aside = Aside(path: folders[...index].joined(separator: "/"), purpose: purpose)
      }
    }
  }

  private mutating func append(_ folders: ArraySlice<String>) {
    app += folders.suffix(1)
    appFolder = folders.joined(separator: "/")
  }

  private static let containers: Set<String> = [
    "deploy", "deployment", "deployments", "compose", "docker", "docker-compose", "env", "envs",
    "environment", "environments", ".env", ".envs", ".docker", ".deploy", "config", "configs",
    "conf", "infra", "infrastructure", "ops", "docker-compose-files", "compose-files",
  ]
}

/// What a folder is for whose files are no environments of the repository.
enum FolderPurpose: String, Hashable, Sendable {
  case tests = "tests"
  case examples = "examples"
  case documentation = "documentation"
  case templates = "templates"
  case tools = "tools for developers"
  case development = "a container for development"
  case automation = "workflows"
  case archive = "what is out of use"

  /// `nil` for any other folder. `_integration-test`, `__tests__` and `Shop.Tests` are folders of tests; `test-service`
  /// and `latest` are none.
  init?(_ folder: String) {
    if TemplateText.isName(folder) {
      self = .templates
      return
    }
    if let known = Self.hidden[folder.lowercased()] {
      self = known
      return
    }
    let words = folder.lowercased().split { ".-_ ".contains($0) }.map(String.init)
    guard let last = words.last else { return nil }
    let purposes = words.compactMap { Self.words[$0] }
    if let first = purposes.first,
      words.allSatisfy({ Self.words[$0] != nil || Self.fillers.contains($0) })
    {
      self = first
    } else if let end = Self.endings.first(where: { last == $0.word || last.hasSuffix($0.plural) })
    {
      self = end.purpose
    } else {
      return nil
    }
  }

  private static let hidden: [String: FolderPurpose] = [
    ".devcontainer": .development, ".github": .automation, ".gitlab": .automation,
    ".circleci": .automation,
  ]

  /// Words at the end of a folder's name that tell what it is for, whatever stands before them.
  private static let endings: [(word: String, plural: String, purpose: FolderPurpose)] = [
    ("test", "tests", .tests), ("fixture", "fixtures", .tests), ("example", "examples", .examples),
    ("sample", "samples", .examples), ("template", "templates", .templates),
  ]

  /// Words that may stand beside those that tell what a folder is for.
  private static let fillers: Set<String> = [
    "integration", "unit", "system", "functional", "smoke", "load", "data", "suite", "suites",
    "resources", "support", "helpers", "env", "app", "apps", "project", "projects", "code",
    "compose", "docker", "configs", "files", "started", "getting", "quick", "start", "end", "to",
  ]

  private static let words: [String: FolderPurpose] = [
    "test": .tests, "tests": .tests, "testing": .tests, "testdata": .tests, "e2e": .tests,
    "spec": .tests, "specs": .tests, "fixture": .tests, "fixtures": .tests, "acceptance": .tests,
    "mock": .tests, "mocks": .tests, "cypress": .tests, "playwright": .tests,
    "testcontainers": .tests, "perf": .tests, "performance": .tests, "loadtest": .tests,
    "bench": .tests, "benches": .tests, "benchmark": .tests, "benchmarks": .tests,
    "example": .examples, "examples": .examples, "sample": .examples, "samples": .examples,
    "demo": .examples, "demos": .examples, "tutorial": .examples, "tutorials": .examples,
    "quickstart": .examples, "quickstarts": .examples, "cookbook": .examples,
    "cookbooks": .examples, "recipes": .examples, "playground": .examples,
    "playgrounds": .examples, "snippets": .examples, "showcase": .examples, "workshop": .examples,
    "workshops": .examples, "sandbox": .examples,
    "doc": .documentation, "docs": .documentation, "documentation": .documentation,
    "template": .templates, "templates": .templates, "cookiecutter": .templates,
    "boilerplate": .templates, "scaffold": .templates, "skeleton": .templates,
    "archetype": .templates, "archetypes": .templates,
    "hack": .tools, "contrib": .tools,
    "archive": .archive, "archived": .archive, "deprecated": .archive, "attic": .archive,
    "old": .archive, "backup": .archive, "backups": .archive,
  ]
}
