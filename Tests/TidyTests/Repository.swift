import FoundationEssentials
import Glibc

/// The files of this repository, as git sees them: what is tracked, and what is about to be.
///
/// Git searches them: in a debug build, Swift's own patterns take seconds for it.
enum Repository {
  static let root: String = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path(percentEncoded: false)
  }()

  static let paths: [String] =
    shell("git ls-files --cached --others --exclude-standard").output
    .split(separator: "\n").map(String.init)

  /// The lines that match an extended regular expression, but for comments and the tests in this folder.
  static func places(of pattern: String, in files: String...) -> [Place] {
    let specs = files.map { "':(glob)\($0)'" }.joined(separator: " ")
    let command = "git grep --untracked -nIE -e '\(pattern)' -- \(specs) ':!Tests/TidyTests'"
    return shell(command).output.split(separator: "\n").compactMap(Place.init)
  }

  static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: root + "/" + path)
      .map { String(decoding: $0, as: UTF8.self) }
  }

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
}
