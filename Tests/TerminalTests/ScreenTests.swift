import Glibc
import TestSupport
import Testing

struct `A screen` {
  @Test func `shows a frame and what is pressed`() throws {
    let session = try Probe.start(columns: 40, rows: 8)

    session.press("j")

    try session.wait(for: "heard <j>")
    #expect(
      session.text == """
        ┌ 40x8 ────────────────────────────────┐
        │ heard <j>                            │
        │ count 0                              │
        │ title ^[]0;x^G end                   │
        │ wide 日本 é 👩👩👧 end               │
        │ ● ▲ ✗ × ⊘ … · ○                      │
        │                                      │
        └──────────────────────────────────────┘
        """)
  }
}
