import Canvas
import Environments

/// The operator's own keys, from `keys.yaml`. Whatever is wrong in it leaves the standard key and says so.
package struct KeyFile: Sendable {
  package private(set) var table = KeyTable.standard
  /// The console listens to the mouse; otherwise it stays the terminal's own.
  package private(set) var takesMouse = true
  package private(set) var problems: [Diagnostic] = []
  private var remaps: [Remap] = []

  private struct Remap {
    var action: Action
    var keys: [Key]
    var location: Location
  }

  /// A file that is missing changes nothing. `file` is how problems name it.
  package init(_ source: SourceText, file: String) {
    guard case .text(let text) = source else {
      let place = Location(file: file, line: 1, column: 1)
      if source != .missing {
        problems = [Diagnostic(.error, "KEY01", "the file of keys cannot be read", at: place)]
      }
      return
    }
    let document = YAMLDocument.parse(text, file: file, dialect: .settings)
    problems = document.diagnostics
    guard let root = document.node else { return }
    guard let entries = root.mapping else {
      fail("KEY01", "the file of keys is a map", at: root.location, hint: Self.shape)
      return
    }
    for entry in entries { read(entry) }
    settle()
  }

  private static let shape = "its keys are keys and mouse"

  private mutating func read(_ entry: YAMLNode.Entry) {
    switch entry.key {
    case "mouse": readMouse(entry.value)
    case "keys":
      guard let entries = entry.value.mapping else {
        return fail(
          "KEY01", "keys: expected a map from actions to keys", at: entry.value.location,
          hint: "such as check-health: C")
      }
      for entry in entries { readAction(entry) }
    default:
      let near = NearestName.of(entry.key, among: ["keys", "mouse"]).map { "did you mean \($0)?" }
      fail(
        "KEY01", "the file of keys has no key \(entry.key)", at: entry.keyLocation,
        hint: near ?? Self.shape)
    }
  }

  private mutating func readMouse(_ node: YAMLNode) {
    switch node.scalar {
    case "true": takesMouse = true
    case "false": takesMouse = false
    default: fail("KEY01", "mouse: expected true or false", at: node.location)
    }
  }

  private mutating func readAction(_ entry: YAMLNode.Entry) {
    guard let action = action(entry.key, at: entry.keyLocation) else { return }
    let nodes = entry.value.sequence ?? [entry.value]
    var keys: [Key] = []
    for node in nodes {
      guard let key = key(node, for: action) else { return }
      if !keys.contains(key) { keys.append(key) }
    }
    remaps.append(Remap(action: action, keys: keys, location: entry.value.location))
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
        hint: "digits focus, and Esc and ^C are the ways out of everything")
      return nil
    }
    return action
  }

  /// What can be remapped.
  private static let words = Action.allCases.filter { action in
    ![.focusOne, .back, .interrupt].contains(action)
      && KeyTable.standard.bindings.contains { $0.action == action && $0.group != .dialogs }
  }.map(\.word)

  private mutating func key(_ node: YAMLNode, for action: Action) -> Key? {
    guard let text = node.scalar, !text.isEmpty else {
      fail(
        "KEY03", "\(action.word): expected a key or a list of keys", at: node.location,
        hint: "such as C, <f5> or <ctrl-x>; [] takes its keys away")
      return nil
    }
    guard let key = Key(named: text) else {
      fail("KEY03", "there is no key \(text)", at: node.location, hint: Self.hint(text))
      return nil
    }
    if let twin = Self.twins[key] {
      fail(
        "KEY03", "terminals send the same for \(key.label) and \(twin.label)", at: node.location,
        hint: "write \(twin.notation)")
      return nil
    }
    if case .character = key, action == .redraw {
      fail(
        "KEY04", "\(action.word) is in force where text is typed, and \(text) is text",
        at: node.location, hint: "give it a key like <f5> or <ctrl-x>")
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

  /// Takes back one binding after the other, the last in the file first, until no key means two things.
  private mutating func settle() {
    while true {
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
        hint: "give \(other.word) another key as well, or take another; \(word) stays on \(kept)",
        related: remaps.filter { $0.action == other }.map(\.location)))
  }

  private mutating func fail(
    _ code: String, _ message: String, at place: Location, hint: String? = nil
  ) {
    problems.append(Diagnostic(.error, code, message, at: place, hint: hint))
  }
}
