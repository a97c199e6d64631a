import Canvas
import Terminal
import Testing

struct `A palette` {
  @Test(arguments: [0, 8, 16, 256, 65536])
  func `tells danger, warnings, borders and the selected row from text`(colors: Int) {
    let palette = Palette(colors: colors)
    let text = palette.look(of: .text)

    #expect(palette.look(of: .danger) != text)
    #expect(palette.look(of: .warning) != text)
    #expect(palette.look(of: .muted) != text)
    #expect(palette.look(of: .danger) != palette.look(of: .warning))
    #expect(palette.look(of: Style(.focusedBorder)) != palette.look(of: .border))
    #expect(palette.look(of: Style(.text, selected: true)).attributes.contains(.reverse))
  }

  @Test(arguments: Style.Role.allCases)
  func `without colours has none`(role: Style.Role) {
    let look = Palette(colors: 0).look(of: Style(role, bold: true, selected: true))

    #expect(look.foreground == -1)
    #expect(look.background == -1)
    #expect(look.attributes.isSuperset(of: [.bold, .reverse]))
    #expect(!look.attributes.contains(.dim))
  }

  @Test(arguments: [
    ([:], true), (["NO_COLOR": ""], true), (["NO_COLOR": "1"], false), (["NO_COLOR": "0"], false),
  ])
  func `obeys NO_COLOR`(environment: [String: String], isWanted: Bool) {
    #expect(Palette.isColorWanted(environment) == isWanted)
  }
}
