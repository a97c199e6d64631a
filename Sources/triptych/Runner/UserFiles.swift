import Console
import Environments
import FoundationEssentials
import Glibc
import Loading
import Operations

/// The operator's personal files, outside any repository.
enum UserFiles {
  /// The keys, from `triptych/keys.yaml` in `$XDG_CONFIG_HOME`, or else in `~/.config`.
  static func keys(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> KeyFile {
    guard let folder = configuration(environment) else { return KeyFile(WrittenKeys()) }
    let path = folder + "/triptych/keys.yaml"
    return KeyFile(
      WrittenKeys(read(path), file: shortened(path, home: environment["HOME"])))
  }

  /// Only an absolute path counts, as the XDG base directory specification says.
  private static func configuration(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.config" : nil }
  }

  /// Reads a file. Links are resolved first, because people keep such files in repositories of their own.
  private static func read(_ path: String) -> SourceText {
    guard let resolved = realpath(path, nil) else { return .missing }
    defer { free(resolved) }
    let path = String(cString: resolved)
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    do {
      return try Workspace(root: String(path.dropLast(name.count + 1))).read(name)
    } catch {
      return .missing
    }
  }

  private static func shortened(_ path: String, home: String?) -> String {
    guard let home, home.count > 1, path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
  }
}
