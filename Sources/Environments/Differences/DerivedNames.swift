/// Takes out of values what Compose and triptych derive from the names of a project and an environment, so that two
/// environments that differ only by name show no difference. Only comparisons need it: everything else shows values
/// as they are.
struct DerivedNames {
  private let environment: String
  private let project: String

  init(_ environment: Environment) {
    self.environment = environment.name
    project = environment.target.project
  }

  /// The value as comparisons see it: with `<project>` in names that Compose made up, and `<environment>` in
  /// triptych's own folders.
  func comparable(_ setting: Setting) -> Value {
    let value = setting.winner.value
    guard setting.key.source == .compose else { return value }
    if case .string(let text) = value, setting.winner.origin.location == nil,
      let name = derived(text, at: setting.key.path)
    {
      return .string(name)
    }
    return withoutFolder(value)
  }

  // MARK: Projects

  /// The value without the project, where it is exactly the name that Compose derives; otherwise `nil`.
  private func derived(_ text: String, at path: String) -> String? {
    guard !project.isEmpty, text.startsExactly(with: project) else { return nil }
    let rest = String(decoding: text.utf8.dropFirst(project.utf8.count), as: UTF8.self)
    return expected(at: path).contains { rest.isExactly($0) } ? "<project>" + rest : nil
  }

  /// What follows the project in the name that Compose derives for a path of its model.
  private func expected(at path: String) -> [String] {
    for section in ["networks.", "volumes.", "secrets.", "configs."] {
      guard let name = path.between(section, ".name") else { continue }
      return ["_" + name]
    }
    if let service = path.between("services.", ".container_name") { return ["-\(service)-1"] }
    if let service = path.between("services.", ".image") { return ["-" + service, "_" + service] }
    return path.utf8.suffix(Self.label.utf8.count).elementsEqual(Self.label.utf8) ? [""] : []
  }

  private static let label = ".labels.com.docker.compose.project"

  // MARK: Folders

  private func withoutFolder(_ value: Value) -> Value {
    switch value {
    case .string(let text): withoutFolder(text).map { .string($0) } ?? value
    case .list(let values): .list(values.map(withoutFolder))
    default: value
    }
  }

  private func withoutFolder(_ text: String) -> String? {
    guard text.startsExactly(with: "./.triptych/") else { return nil }
    let text = "./" + RenderedPath.source(of: String(text.dropFirst(2)), in: environment)
    for folder in ["./.triptych/run/", "./.triptych/secrets/"] {
      let own = folder + environment
      guard text.startsExactly(with: own) else { continue }
      let rest = text.utf8.dropFirst(own.utf8.count)
      guard rest.isEmpty || rest.first == UInt8(ascii: "/") || rest.first == UInt8(ascii: " ")
      else { continue }
      return folder + "<environment>" + String(decoding: rest, as: UTF8.self)
    }
    return nil
  }
}

extension String {
  /// The text between a beginning and an end; `nil` when it has others.
  fileprivate func between(_ start: String, _ end: String) -> String? {
    let (start, end) = (start.utf8, end.utf8)
    guard utf8.count > start.count + end.count, utf8.starts(with: start),
      utf8.suffix(end.count).elementsEqual(end)
    else { return nil }
    return String(decoding: utf8.dropFirst(start.count).dropLast(end.count), as: UTF8.self)
  }
}
