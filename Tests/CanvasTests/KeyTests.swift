import Canvas
import Testing

struct `Keys as text` {
  @Test(arguments: [
    ("j", [Key.character("j")]),
    ("gG", [.character("g"), .character("G")]),
    ("<up><down>", [.up, .down]),
    ("<ctrl-c>", [.control("c")]),
    ("<f1><f12>", [.function(1), .function(12)]),
    (":q<enter>", [.character(":"), .character("q"), .enter]),
    ("<space><backtab>", [.character(" "), .backTab]),
    ("<<>", [.character("<"), .character("<"), .character(">")]),
    ("<nokey>é", "<nokey>é".map(Key.character)),
    ("", []),
  ])
  func `are read`(text: String, keys: [Key]) {
    #expect(Key.parse(text) == keys)
  }

  @Test(arguments: [
    (Key.character("j"), "j"), (.character(" "), "Space"), (.control("c"), "^C"),
    (.enter, "Enter"), (.escape, "Esc"), (.backTab, "S-Tab"), (.function(10), "F10"), (.up, "↑"),
    (.pageDown, "PgDn"), (.delete, "Del"),
  ])
  func `are shown`(key: Key, label: String) {
    #expect(key.label == label)
  }
}
