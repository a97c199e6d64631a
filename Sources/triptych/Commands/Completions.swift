import ArgumentParser
import Console
import Environments
import Loading
import Operations

/// What a shell offers behind Tab. It reads files and nothing else: no engine, no Compose, no program. What cannot be
/// read is not offered, and nothing is said about it.
enum Completions {
  static let environments = CompletionKind.custom { words, _, prefix in
    offer(CompletionRequest(words).environmentNames, beginningWith: prefix)
  }

  static let services = CompletionKind.custom { words, _, prefix in
    let found = CompletionRequest(words).chosenEnvironments.flatMap { $0.services.map(\.name) }
    return offer(found, beginningWith: prefix)
  }

  /// Of an environment that stands before them in the words.
  static let keys = CompletionKind.custom { words, _, prefix in
    let found = CompletionRequest(words).chosenEnvironments.flatMap { $0.settings.map(\.key.path) }
    return offer(found, beginningWith: prefix)
  }

  /// The screens that can be printed.
  static let views = CompletionKind.list(
    ScreenKind.names.map { String($0.prefix { $0 != " " }) })

  /// More than a shell can show helps nobody.
  private static let wordsMax = 2_000

  private static func offer(_ words: [String], beginningWith prefix: String) -> [String] {
    // What a shell would have to quote, or take for more than one word, is typed by hand.
    let fitting = Set(words).filter { word in
      word.hasPrefix(prefix) && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
    }
    return Array(fitting.sorted().prefix(wordsMax))
  }
}

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
