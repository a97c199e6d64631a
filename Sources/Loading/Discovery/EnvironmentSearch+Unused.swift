import Environments

extension EnvironmentSearch {
  /// Judges the Compose files whose names hold no known environment. One is an environment when it stands beside the file
  /// of a known one and changes the same services, or when an env file has its name, too.
  mutating func addUnknown() {
    let used = Set(drafts.flatMap(\.composePaths))
    for candidate in unknown where !used.contains(candidate.path) {
      guard case .unknown(let words) = candidate.name else {
        tell(candidate.path, "it is for Docker Swarm, and docker stack deploy reads it")
        continue
      }
      let label = words.filter { $0 != "override" && $0 != "overrides" }.joined(separator: "-")
      guard let sibling = sibling(of: candidate, named: label) else {
        tell(candidate.path, Self.reason(against: words, label) + use(of: candidate.path))
        continue
      }
      var draft = draft(nil, label: label, of: candidate)
      draft.notes.append(
        "\(label) is no usual name of an environment, but its file stands beside \(sibling) and is like it"
      )
      drafts.append(draft)
    }
  }

  /// Where a command uses the file, as the end of a sentence; empty for nowhere.
  func use(of path: String) -> String {
    let places = commands.lists(with: path).map(\.location)
    if let place = places.first(where: { $0.file != path }) {
      return "; \(place) gives it to Compose"
    }
    return places.first.map { "; its own line \($0.line) says how it is used" } ?? ""
  }

  private static func reason(against words: [String], _ label: String) -> String {
    let known = words.compactMap { EnvironmentWord($0)?.text }
    if known.count > 1 {
      return "its name has several environments: \(known.joined(separator: ", "))"
    }
    return "\(label) is no usual name of an environment"
  }

  /// The file of a known environment beside the candidate, which is like it.
  private mutating func sibling(
    of candidate: Candidate<ComposeFileName>, named label: String
  ) -> String? {
    let words = FileNameWords.words(label)
    guard !words.isEmpty, !words.contains(where: FileNameWords.parts.contains),
      words.allSatisfy({ EnvironmentWord($0) == nil })
    else { return nil }
    let hasEnvFile = app.env.contains { $0.isNamed(label) }
    let own = Set(outlines[candidate.path].serviceNames)
    for sibling in compose where sibling.folder == candidate.folder {
      guard case .environment(_, isMarked: true) = sibling.name else { continue }
      let theirs = Set(outlines[sibling.path].serviceNames)
      let common = own.intersection(theirs).count
      if hasEnvFile || common > 0 && common * 2 >= max(own.count, theirs.count) {
        return sibling.path
      }
    }
    return nil
  }

  /// Tells the Compose files that no environment uses.
  mutating func tellUnused() {
    var used = Set(drafts.flatMap(\.composePaths))
    for path in used { used.formUnion(outlines.withParts(path).map(\.file)) }
    // An environment that was found later may have taken an env file that changes nothing.
    used.formUnion(drafts.flatMap(\.env).map(\.path))
    unused.removeAll { used.contains($0.path) }
    used.formUnion(unused.map(\.path))
    if !drafts.isEmpty {
      for candidate in compose where !used.contains(candidate.path) {
        tell(candidate.path, reason(forUnused: candidate))
      }
      tellPersonal()
    }
    for candidate in app.compose where candidate.name == .template && isMarked(candidate) {
      tell(
        candidate.path,
        TemplateText.isName(String(candidate.file))
          ? "its name is still to be filled in, as a template's"
          : "its name says that it is a sample or a copy")
    }
    for (path, place) in templates {
      tell(path, "it is a template: what stands in line \(place.line) is still to be filled in")
    }
    unused.sort { $0.path < $1.path }
  }

  /// Tells the env files of one person that neither a command nor an `env_file` uses.
  private mutating func tellPersonal() {
    var used = Set(drafts.flatMap(\.env).map(\.path)).union(unused.map(\.path))
    for path in drafts.flatMap(\.composePaths) {
      used.formUnion(outlines.withParts(path).flatMap(\.envFiles))
    }
    for candidate in app.env where candidate.isPersonal && !used.contains(candidate.path) {
      tell(
        candidate.path,
        "it is one person's own, and Compose reads it only where --env-file or env_file names it")
    }
  }

  /// Whether the name of a sample also says that it is a Compose file.
  private func isMarked(_ candidate: Candidate<ComposeFileName>) -> Bool {
    !Set(FileNameWords.words(candidate.file)).isDisjoint(with: FileNameWords.compose)
  }

  private mutating func reason(forUnused candidate: Candidate<ComposeFileName>) -> String {
    if case .override = candidate.name { return "only docker compose without -f adds it" }
    if candidate == main, let variable = variableThatPicks() {
      return "it only includes the files of an environment, by \(variable)"
    }
    guard candidate.name == .main else { return "no environment builds on it" }
    let read = first { $0.name == .main && $0.folder == candidate.folder }
    if let read, read != candidate { return "Compose reads \(read.path) in its place" }
    let own = outlines.services(of: candidate.path)
    for path in drafts.flatMap(\.composePaths)
    where !outlines.services(of: path).isDisjoint(with: own) {
      return candidate == main
        ? "the files of the environments are complete without it" : "no environment builds on it"
    }
    return "no environment has a service of it"
  }

  mutating func tell(_ path: String, _ reason: String) {
    unused.append(LeftOut.File(path, reason))
  }
}

extension FileNameWords {
  /// Words of Compose files that name a purpose, a part or an edition of a system, and no environment.
  static let parts: Set<String> = [
    "ci", "ce", "ee", "oss", "enterprise", "community", "deploy", "build", "builder", "images",
    "docs", "tools", "tool", "utils", "debug", "debugger", "profiling", "watch", "hot", "reload",
    "traefik", "nginx", "caddy", "proxy", "gateway", "ssl", "tls", "https", "http", "certbot",
    "monitoring", "monitor", "metrics", "logging", "logs", "observability", "tracing", "elk",
    "prometheus", "grafana", "otel", "jaeger", "db", "database", "databases", "postgres",
    "postgresql", "mysql", "mariadb", "mongo", "mongodb", "redis", "kafka", "rabbitmq", "minio",
    "gpu", "cuda", "nvidia", "rocm", "cpu", "arm", "arm64", "amd64", "linux", "windows", "macos",
    "mac", "volumes", "ports", "network", "networks", "backup", "migrate", "migrations", "seed",
    "lint", "e2e", "cypress", "cross", "labels", "overlay", "secrets", "mutagen", "npm", "data",
    "extra", "extras", "full", "minimal", "lite", "simple", "external",
    "core", "services", "infra", "dependencies", "deps", "worker", "workers", "cluster",
    "vscode", "devcontainer", "codespaces", "hub", "frontend", "backend", "web", "api", "app",
  ]
}
