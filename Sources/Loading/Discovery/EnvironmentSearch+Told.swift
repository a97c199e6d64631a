import Environments

extension EnvironmentSearch {
  /// The environment that people name in words: the title of the file, and what stands around commands without `-f`.
  /// Several that disagree name none, and neither does one that says less than a hint of production.
  mutating func toldWord(_ files: [FoundEnvironment.Choice]) -> PlainWord {
    let title = files.first.flatMap { outlines[$0.path].told }
    var all: [ToldEnvironment] = title.map { [$0] } ?? []
    if let main { all += commands.told(of: main.path) }
    let told = ToldEnvironment.withoutLocal(all, \.word.kind)
    guard let first = told.first else {
      return PlainWord(reason: "no file says which environment it is")
    }
    if let other = told.first(where: { $0.word.kind != first.word.kind }) {
      return PlainWord(
        reason: "it is not clear which environment it is: \(first.sentence), and \(other.sentence)")
    }
    var draft = Draft(nil, label: "default")
    draft.compose = files
    if first.word.kind != .production, let hint = hintOfProduction(in: draft) {
      return PlainWord(
        reason: "it is not clear which environment it is: \(first.sentence), but \(hint)")
    }
    return PlainWord(word: first.word, reason: first.sentence, isTold: true)
  }
}
