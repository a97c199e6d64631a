import Environments

/// What is in the resolved model only because of how the environment is called and where the checkout lies. With it
/// taken out, two environments that differ only by name show no difference.
struct ComposeNames: Hashable, Sendable {
  var environment: String
  var project: String
  /// The root of the checkout, absolute.
  var root: String

  func neutral(_ value: Value) -> Value {
    switch value {
    case .string(let text): .string(neutral(text))
    case .list(let values): .list(values.map(neutral))
    case .map(let entries): .map(entries.mapValues(neutral))
    default: value
    }
  }

  /// The checkout reads `.`, triptych's own folders of the environment `<environment>`, the project `<project>`.
  func neutral(_ text: String) -> String {
    var text = text
    if root.utf8.count > 1, text.utf8.count >= root.utf8.count {
      if text == root { return "." }
      if text.contains(root + "/") { text = text.replacing(root + "/", with: "./") }
    }
    if text.hasPrefix("./.triptych/") {
      for folder in ["run", "secrets"] {
        let own = "./.triptych/\(folder)/\(environment)"
        guard text == own || text.hasPrefix(own + "/") || text.hasPrefix(own + " ") else {
          continue
        }
        return "./.triptych/\(folder)/<environment>" + text.dropFirst(own.count)
      }
    }
    return withoutProject(text)
  }

  /// `app_data` is the project's in any case. `app` and `app-server` may be what they are whatever the project is called,
  /// `trading-dev` and `trading-dev-api` may not.
  private func withoutProject(_ text: String) -> String {
    guard !project.isEmpty, text.hasPrefix(project) else { return text }
    let rest = text.dropFirst(project.count)
    let isOwn = rest.first == "_" || isTelling && (rest.isEmpty || rest.first == "-")
    return isOwn ? "<project>" + rest : text
  }

  /// Whether nothing else is called so: the project's name is made of several words, or after the environment.
  private var isTelling: Bool {
    project.contains { "-_".contains($0) } || project == environment
  }

  /// A path relative to the root where it lies below it.
  func relative(_ path: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }
}
