import Environments
import Loading
import Operations

/// A command line that is being typed, and the repository that it is about.
struct CompletionRequest {
  private let words: [String]

  /// - Parameter words: as the shell has them, quotes included.
  init(_ words: [String]) { self.words = words.map(Self.unquoted) }

  /// By the names of their files: quicker than reading them, and right also while one of them is broken.
  var environmentNames: [String] {
    guard let workspace, let files = try? workspace.environmentFiles() else { return [] }
    // Where nothing declares them, they are found, which takes a look at the files.
    return files.isEmpty
      ? chosenEnvironments.map(\.name) : LoadRequest.environmentNames(in: files)
  }

  /// Those named in the command line; all when none is.
  var chosenEnvironments: [Environment] {
    guard let workspace, let request = try? workspace.loadRequest() else { return [] }
    let all = load(request).environments
    let named = all.filter { words.contains($0.name) }
    return named.isEmpty ? all : named
  }

  private var workspace: Workspace? {
    let folder = directory
    return try? folder.map { try Workspace(root: $0) } ?? Workspace.containing()
  }

  private var directory: String? {
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      if word == "-C" || word == "--directory" { return next }
      if word.hasPrefix("--directory=") { return String(word.dropFirst("--directory=".count)) }
    }
    return nil
  }

  private static func unquoted(_ word: String) -> String {
    word.filter { $0 != "\"" && $0 != "'" && $0 != "\\" }
  }
}
