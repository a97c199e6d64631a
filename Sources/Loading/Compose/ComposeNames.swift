import Environments

/// Shortens the paths that Compose makes absolute, so that two checkouts show the same ones.
///
/// All other values stay as Compose resolved them, also those that hold the name of the project or of a folder.
struct ComposeNames: Hashable, Sendable {
  /// The root of the checkout, absolute.
  var root: String

  /// The value at a path of the model, with `.` for the checkout where the value is a path that Compose resolves.
  func shortened(_ value: Value, at path: [String]) -> Value {
    shortened(value, isPath: Self.isPath(path))
  }

  private func shortened(_ value: Value, isPath: Bool) -> Value {
    switch value {
    case .string(let text): .string(shortened(text, isPath: isPath))
    case .list(let values): .list(values.map { shortened($0, isPath: isPath) })
    case .map(let entries): .map(entries.mapValues { shortened($0, isPath: isPath) })
    default: value
    }
  }

  /// A text below triptych's own folder is a path wherever it stands, since rendering hands it to Compose.
  private func shortened(_ text: String, isPath: Bool) -> String {
    guard root.utf8.count > 1, text.startsExactly(with: root) else { return text }
    let rest = text.utf8.dropFirst(root.utf8.count)
    if rest.isEmpty { return isPath ? "." : text }
    let isBelow = isPath ? rest.first == UInt8(ascii: "/") : rest.starts(with: "/.triptych/".utf8)
    return isBelow ? "." + String(decoding: rest, as: UTF8.self) : text
  }

  /// Whether Compose resolves the values there to absolute paths: mounted folders, build contexts, watched folders, and
  /// the files of secrets and configurations.
  private static func isPath(_ path: [String]) -> Bool {
    guard path.count > 2 else { return false }
    if path[0] != "services" { return path[2] == "file" }
    switch path[2] {
    case "volumes": return path.count == 4
    case "build":
      return path.count == 4 && (path[3] == "context" || path[3] == "dockerfile")
        || path.count == 5 && path[3] == "additional_contexts"
    case "develop", "env_file", "extends", "label_file", "credential_spec": return true
    default: return false
    }
  }

  /// The path relative to the root, or the path itself when it is outside the root.
  func relative(_ path: String) -> String {
    path.startsExactly(with: root + "/")
      ? String(decoding: path.utf8.dropFirst(root.utf8.count + 1), as: UTF8.self) : path
  }
}
