import Canvas

/// How each style looks on a terminal of so many colours; without colours, weight and lines carry
/// the meaning.
package struct Palette: Hashable, Sendable {
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let reverse = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
  }

  package struct Look: Hashable, Sendable {
    package var attributes: Attributes = []
    /// -1 is the terminal's own.
    package var foreground = -1
    package var background = -1
  }

  /// 0, 8 or 256.
  package let colors: Int

  package init(colors: Int) {
    self.colors = colors >= 256 ? 256 : colors >= 8 ? 8 : 0
  }

  /// `NO_COLOR`, set and not empty, asks for none (no-color.org).
  package static func isColorWanted(_ environment: [String: String]) -> Bool {
    (environment["NO_COLOR"] ?? "").isEmpty
  }

  package func look(of style: Style) -> Look {
    var look =
      switch colors {
      case 256: Self.rich(style.role)
      case 8: Self.basic(style.role)
      default: Self.monochrome(style.role)
      }
    if style.isBold { look.attributes.formUnion(.bold) }
    if style.isBold { look.attributes.remove(.dim) }
    if style.isSelected { look.attributes.formUnion(.reverse) }
    return look
  }

  // Colours from the middle of the cube, which read on black and on white alike.
  private static func rich(_ role: Style.Role) -> Look {
    switch role {
    case .text, .title: Look()
    case .muted: Look(foreground: 244)
    case .border: Look(foreground: 242)
    case .focusedBorder: Look(attributes: .bold, foreground: 33)
    case .protectedBorder: Look(foreground: 166)
    case .ok: Look(foreground: 35)
    case .warning: Look(foreground: 172)
    case .danger: Look(attributes: .bold, foreground: 160)
    case .info: Look(foreground: 33)
    case .key: Look(foreground: 37)
    case .secret: Look(foreground: 133)
    case .different: Look(foreground: 172)
    case .accepted: Look(foreground: 67)
    }
  }

  private static func basic(_ role: Style.Role) -> Look {
    switch role {
    case .text, .title: Look()
    case .muted, .border: Look(attributes: .dim)
    case .focusedBorder: Look(attributes: .bold, foreground: 6)
    case .protectedBorder: Look(foreground: 1)
    case .ok: Look(foreground: 2)
    case .warning, .different: Look(foreground: 3)
    case .danger: Look(attributes: .bold, foreground: 1)
    case .info, .key: Look(foreground: 6)
    case .secret: Look(foreground: 5)
    case .accepted: Look(foreground: 4)
    }
  }

  private static func monochrome(_ role: Style.Role) -> Look {
    switch role {
    case .text, .border, .ok, .info: Look()
    case .title, .key, .focusedBorder, .warning, .different: Look(attributes: .bold)
    case .muted, .secret: Look(attributes: .dim)
    case .protectedBorder, .accepted: Look(attributes: .underline)
    case .danger: Look(attributes: [.bold, .underline])
    }
  }
}
