import Canvas
import Terminal
import Testing

struct `A palette` {
  @Test(arguments: [0, 8, 16, 256, 65536])
  func `distinguishes danger, warnings, borders and the selected row from text`(colors: Int) {
    let palette = Palette(colors: colors)
    let text = palette.appearance(of: .text)

    #expect(palette.appearance(of: .danger) != text)
    #expect(palette.appearance(of: .warning) != text)
    #expect(palette.appearance(of: .muted) != text)
    #expect(palette.appearance(of: .danger) != palette.appearance(of: .warning))
    #expect(palette.appearance(of: Style(.focusedBorder)) != palette.appearance(of: .border))
    #expect(palette.appearance(of: Style(.text, selected: true)).attributes.contains(.reverse))
  }

  @Test(arguments: Style.Role.allCases)
  func `without colours has none`(role: Style.Role) {
    let appearance = Palette(colors: 0).appearance(of: Style(role, bold: true, selected: true))

    #expect(appearance.foreground == -1)
    #expect(appearance.background == -1)
    #expect(appearance.attributes.isSuperset(of: [.bold, .reverse]))
    #expect(!appearance.attributes.contains(.dim))
  }

  @Test(arguments: [
    ([:], true), (["NO_COLOR": ""], true), (["NO_COLOR": "1"], false), (["NO_COLOR": "0"], false),
  ])
  func `obeys NO_COLOR`(environment: [String: String], isWanted: Bool) {
    #expect(Palette.isColorWanted(environment) == isWanted)
  }
}
