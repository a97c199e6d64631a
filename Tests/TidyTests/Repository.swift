import FoundationEssentials
import Glibc

/// The files of this repository that git tracks, and new files that it does not ignore.
///
/// Git searches them, because Swift's own patterns take seconds in a debug build.
enum Repository {
  static let root: String = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path(percentEncoded: false)
  }()

  static let paths: [String] =
    shell("git ls-files --cached --others --exclude-standard").output
    .split(separator: "\n").map(String.init)

  /// The lines that match an extended regular expression, without comments and without the tests in this folder.
  static func lines(matching pattern: String, in files: String...) -> [SourceLine] {
    let specs = files.map { "':(glob)\($0)'" }.joined(separator: " ")
    let command = "git grep --untracked -nIE -e '\(pattern)' -- \(specs) ':!Tests/TidyTests'"
    return shell(command).output.split(separator: "\n").compactMap(SourceLine.init)
  }

  static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: root + "/" + path)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root + "/" + path)
  }

  /// Runs a shell command at the root. Returns its output and whether it succeeded.
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
