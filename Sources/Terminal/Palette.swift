import Canvas

/// The appearance of each style on a terminal with a given number of colours. Without colours, bold, dim and
/// underlined text carry the meaning.
package struct Palette: Hashable, Sendable {
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let reverse = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
  }

  package struct Appearance: Hashable, Sendable {
    package var attributes: Attributes = []
    /// -1 is the terminal's default colour.
    package var foreground = -1
    package var background = -1
  }

  /// 0, 8 or 256.
  package let colors: Int

  package init(colors: Int) {
    self.colors = colors >= 256 ? 256 : colors >= 8 ? 8 : 0
  }

  /// False when `NO_COLOR` is set and not empty (no-color.org).
  package static func isColorWanted(_ environment: [String: String]) -> Bool {
    (environment["NO_COLOR"] ?? "").isEmpty
  }

  package func appearance(of style: Style) -> Appearance {
    var appearance =
      switch colors {
      case 256: Self.rich(style.role)
      case 8: Self.basic(style.role)
      default: Self.monochrome(style.role)
      }
    if style.isBold { appearance.attributes.formUnion(.bold) }
    if style.isBold { appearance.attributes.remove(.dim) }
    if style.isSelected { appearance.attributes.formUnion(.reverse) }
    return appearance
  }

  // Colours from the middle of the colour cube, which are legible on black and on white.
  private static func rich(_ role: Style.Role) -> Appearance {
    switch role {
    case .text, .title: Appearance()
    case .muted: Appearance(foreground: 244)
    case .border: Appearance(foreground: 242)
    case .focusedBorder: Appearance(attributes: .bold, foreground: 33)
    case .protectedBorder: Appearance(foreground: 166)
    case .ok: Appearance(foreground: 35)
    case .warning: Appearance(foreground: 172)
    case .danger: Appearance(attributes: .bold, foreground: 160)
    case .info: Appearance(foreground: 33)
    case .key: Appearance(foreground: 37)
    case .secret: Appearance(foreground: 133)
    case .different: Appearance(foreground: 172)
    case .accepted: Appearance(foreground: 67)
    }
  }

  private static func basic(_ role: Style.Role) -> Appearance {
    switch role {
    case .text, .title: Appearance()
    case .muted, .border: Appearance(attributes: .dim)
    case .focusedBorder: Appearance(attributes: .bold, foreground: 6)
    case .protectedBorder: Appearance(foreground: 1)
    case .ok: Appearance(foreground: 2)
    case .warning, .different: Appearance(foreground: 3)
    case .danger: Appearance(attributes: .bold, foreground: 1)
    case .info, .key: Appearance(foreground: 6)
    case .secret: Appearance(foreground: 5)
    case .accepted: Appearance(foreground: 4)
    }
  }

  private static func monochrome(_ role: Style.Role) -> Appearance {
    switch role {
    case .text, .border, .ok, .info: Appearance()
    case .title, .key, .focusedBorder, .warning, .different: Appearance(attributes: .bold)
    case .muted, .secret: Appearance(attributes: .dim)
    case .protectedBorder, .accepted: Appearance(attributes: .underline)
    case .danger: Appearance(attributes: [.bold, .underline])
    }
  }
}
