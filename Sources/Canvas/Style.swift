/// The style of a cell, by its meaning. The palette turns it into colours or, without colours, into attributes.
package struct Style: Hashable, Sendable {
  package enum Role: UInt8, Hashable, Sendable, CaseIterable {
    case text, title, muted, border, focusedBorder, protectedBorder
    case ok, warning, danger, info
    case key, secret, different, accepted
  }

  package var role: Role
  package var isBold: Bool
  /// The selected row: shown in reverse video.
  package var isSelected: Bool

  package init(_ role: Role, bold: Bool = false, selected: Bool = false) {
    self.role = role
    isBold = bold
    isSelected = selected
  }

  package static let text = Style(.text)
  package static let title = Style(.title, bold: true)
  package static let muted = Style(.muted)
  package static let border = Style(.border)
  package static let ok = Style(.ok)
  package static let warning = Style(.warning)
  package static let danger = Style(.danger)
  package static let info = Style(.info)
  package static let key = Style(.key, bold: true)
}

/// A style as ten bits, as a cell holds it: the role in the lower eight, then bold and selected.
extension Style {
  static let packedMask: UInt16 = 0x3ff

  /// The style as a number, by which the terminal's table of appearances is indexed.
  package var packed: UInt16 {
    UInt16(role.rawValue) | (isBold ? 0x100 : 0) | (isSelected ? 0x200 : 0)
  }

  package init(packed: UInt16) {
    role = Role(rawValue: UInt8(truncatingIfNeeded: packed)) ?? .text
    isBold = packed & 0x100 != 0
    isSelected = packed & 0x200 != 0
  }
}
