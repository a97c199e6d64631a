import FoundationEssentials
import Glibc

/// The files of this repository, as git sees them: what is tracked, and what is about to be.
enum Repository {
  static let root: String = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path(percentEncoded: false)
  }()

  static let files: [RepositoryFile] = paths.compactMap { path in
    guard let data = FileManager.default.contents(atPath: root + "/" + path) else { return nil }
    return RepositoryFile(path: path, text: String(decoding: data, as: UTF8.self))
  }

  static let sources = files.filter { $0.path.hasPrefix("Sources/") && $0.path.hasSuffix(".swift") }

  static let swift = files.filter { $0.path.hasSuffix(".swift") }

  static let documents = files.filter { $0.path.hasSuffix(".md") }

  static func file(_ path: String) -> RepositoryFile? { files.first { $0.path == path } }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root + "/" + path)
  }

  /// What a shell prints for a command run at the root, and whether it succeeded.
  static func shell(_ command: String) -> (output: String, isSuccess: Bool) {
    guard let pipe = popen("cd '\(root)' && { \(command); } 2>&1", "r") else {
      return ("popen failed", false)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    var count = fread(&buffer, 1, buffer.count, pipe)
    while count > 0 {
      bytes += buffer.prefix(count)
      count = fread(&buffer, 1, buffer.count, pipe)
    }
    return (String(decoding: bytes, as: UTF8.self), pclose(pipe) == 0)
  }

  private static let paths: [String] =
    shell("git ls-files --cached --others --exclude-standard").output
    .split(separator: "\n").map(String.init).sorted()
}
