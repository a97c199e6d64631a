import ArgumentParser
import Console

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
