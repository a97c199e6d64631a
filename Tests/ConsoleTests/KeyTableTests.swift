import Canvas
import FoundationEssentials
import Testing

@testable import Console

struct `The key table` {
  @Test func `gives no key two meanings in one place`() {
    #expect(KeyTable.standard.clashes == [])
  }

  @Test func `names a clash`() {
    let table = KeyTable([
      KeyBinding("x", .up, .moving, "Go up", in: [.help]),
      KeyBinding("x", .down, .moving, "Go down", in: [.help]),
    ])

    #expect(table.clashes == ["x has two meanings in help"])
  }

  @Test func `acts on a stack only with a capital`() {
    let acting = KeyTable.standard.bindings.filter { [.launch, .stop].contains($0.action) }

    #expect(acting.flatMap(\.keys) == [.character("U"), .character("X")])
  }

  @Test func `writes the document of the keys`() {
    let lines = KeyReference.markdown.split(separator: "\n")

    #expect(lines[0] == "# Keys")
    #expect(
      lines.contains(
        "| `c` | `check-health` | Check the health of the focused environments and show it | everywhere |"
      ))
    #expect(lines.contains("| `n` | `next-difference` | Go to the next difference | differences |"))
  }
}
