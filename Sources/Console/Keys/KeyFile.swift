import Canvas
import Environments

/// The operator's own keys from `keys.yaml`. An error in the file is reported and leaves the standard key.
package struct KeyFile: Sendable {
  package private(set) var table = KeyTable.standard
  /// Whether the console handles the mouse; otherwise the terminal does.
  package let takesMouse: Bool
  package private(set) var problems: [Diagnostic] = []
  private var remaps: [Remap] = []

  private struct Remap {
    var action: Action
    var keys: [Key]
    var location: Location
  }

  /// An empty file changes nothing.
  package init(_ written: WrittenKeys) {
    takesMouse = written.takesMouse
    problems = written.problems
    for remap in written.remaps { read(remap) }
    settle()
  }

  private mutating func read(_ written: WrittenKeys.Remap) {
    guard let action = action(written.action, at: written.actionLocation) else { return }
    var keys: [Key] = []
    for word in written.keys {
      guard let key = key(word, for: action) else { return }
      if !keys.contains(key) { keys.append(key) }
    }
    remaps.append(Remap(action: action, keys: keys, location: written.keysLocation))
  }

  private mutating func action(_ word: String, at place: Location) -> Action? {
    guard let action = Action.allCases.first(where: { $0.word == word }) else {
      let near = NearestName.of(word, among: Self.words).map { "did you mean \($0)?" }
      fail(
        "KEY02", "there is no action \(word)", at: place,
        hint: near ?? "triptych keys lists them all")
      return nil
    }
    guard Self.words.contains(word) else {
      fail(
        "KEY04", "the keys of \(word) are fixed", at: place,
        hint: "digits focus; Esc and ^C always lead out")
      return nil
    }
    return action
  }

  /// The actions that can be remapped.
  private static let words = Action.allCases.filter { action in
    ![.focusOne, .back, .interrupt].contains(action)
      && KeyTable.standard.bindings.contains { $0.action == action && $0.group != .dialogs }
  }.map(\.word)

  private mutating func key(_ word: WrittenKeys.Word, for action: Action) -> Key? {
    guard let text = word.text, !text.isEmpty else {
      fail(
        "KEY03", "\(action.word): expected a key or a list of keys", at: word.location,
        hint: "such as C, <f5> or <ctrl-x>; [] takes its keys away")
      return nil
    }
    guard let key = Key(named: text) else {
      fail("KEY03", "there is no key \(text)", at: word.location, hint: Self.hint(text))
      return nil
    }
    if let twin = Self.twins[key] {
      fail(
        "KEY03", "terminals cannot tell \(key.label) from \(twin.label)", at: word.location,
        hint: "write \(twin.notation)")
      return nil
    }
    if case .character = key, action == .redraw {
      fail(
        "KEY04", "\(action.word) also works while text is typed, and \(text) would be typed",
        at: word.location, hint: "give it a key like <f5> or <ctrl-x>")
      return nil
    }
    return key
  }

  private static func hint(_ text: String) -> String {
    let names = Key.namesOfKeys + (1...12).map { "f\($0)" }
    let name = text.lowercased().filter { $0 != "<" && $0 != ">" }
    if names.contains(name) { return "write <\(name)>" }
    return NearestName.of(name, among: names).map { "did you mean <\($0)>?" }
      ?? "a key is a character, <ctrl-x>, or one of \(names.map { "<\($0)>" }.joined(separator: " "))"
  }

  private static let twins: [Key: Key] = [
    .control("i"): .tab, .control("m"): .enter, .control("j"): .enter, .control("h"): .backspace,
  ]

  /// Reverts remapped actions, the last in the file first, until no key has two meanings.
  private mutating func settle() {
    while !remaps.isEmpty {
      let keys = Dictionary(remaps.map { ($0.action, $0.keys) }, uniquingKeysWith: { $1 })
      table = KeyTable.standard.remapped(keys)
      let clashes = table.clashing
      guard
        let index = remaps.lastIndex(where: { remap in
          clashes.contains { $0.actions.contains(remap.action) }
        }), let clash = clashes.first(where: { $0.actions.contains(remaps[index].action) })
      else { break }
      report(clash, remaps[index])
      remaps.remove(at: index)
    }
    if remaps.isEmpty { table = .standard }
    problems.sort {
      ($0.location?.line ?? 0, $0.location?.column ?? 0)
        < ($1.location?.line ?? 0, $1.location?.column ?? 0)
    }
  }

  private mutating func report(_ clash: KeyTable.Clash, _ remap: Remap) {
    let word = remap.action.word
    let other = clash.actions.first { $0 != remap.action } ?? remap.action
    let kept = KeyTable.standard.name(of: remap.action)
    problems.append(
      Diagnostic(
        .error, "KEY05",
        "\(clash.key.label) means both \(word) and \(other.word) in \(clash.context.words)",
        at: remap.location,
        hint:
          "give \(other.word) another key, or choose another one here; until then \(word) stays on \(kept)",
        related: remaps.filter { $0.action == other }.map(\.location)))
  }

  private mutating func fail(
    _ code: String, _ message: String, at place: Location, hint: String? = nil
  ) {
    problems.append(Diagnostic(.error, code, message, at: place, hint: hint))
  }
}
