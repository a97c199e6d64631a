import ArgumentParser
import Console
import Environments
import Loading
import Operations

/// What a shell offers after Tab. Completions come from files alone: no engine, no Compose, no program. Files that cannot
/// be read offer nothing, without a message.
enum Completions {
  static let environments = CompletionKind.custom { words, _, prefix in
    offer(CompletionRequest(words).environmentNames, beginningWith: prefix)
  }

  static let services = CompletionKind.custom { words, _, prefix in
    let found = CompletionRequest(words).chosenEnvironments.flatMap { $0.services.map(\.name) }
    return offer(found, beginningWith: prefix)
  }

  /// The keys of the environments that the command line names before them.
  static let keys = CompletionKind.custom { words, _, prefix in
    let found = CompletionRequest(words).chosenEnvironments.flatMap { $0.settings.map(\.key.path) }
    return offer(found, beginningWith: prefix)
  }

  /// The screens that can be printed.
  static let views = CompletionKind.list(
    ScreenKind.names.map { String($0.prefix { $0 != " " }) })

  /// More words than a shell can show are of no use.
  private static let wordsMax = 2_000

  private static func offer(_ words: [String], beginningWith prefix: String) -> [String] {
    // Words that a shell would have to quote are not offered.
    let fitting = Set(words).filter { word in
      word.hasPrefix(prefix) && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
    }
    return Array(fitting.sorted().prefix(wordsMax))
  }
}

/// A command line that is being typed, with the repository that it names.
struct CompletionRequest {
  private let words: [String]

  /// - Parameter words: the words as the shell passes them, with quotes.
  init(_ words: [String]) { self.words = words.map(Self.unquoted) }

  /// Names of environments from the names of their files, which is quick and works while a file is broken.
  var environmentNames: [String] {
    guard let workspace, let files = try? workspace.environmentFiles() else { return [] }
    // Discovery has to read files.
    return files.isEmpty
      ? chosenEnvironments.map(\.name) : LoadRequest.environmentNames(in: files)
  }

  /// The environments that the command line names; all of them when it names none.
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
