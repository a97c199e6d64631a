/// A style as ten bits, for a cell: the role below, bold and selected above.
extension Style {
  static let packedMask: UInt16 = 0x3ff

  /// Every style a cell can have, as a dense number; a table of looks is indexed by it.
  package var packed: UInt16 {
    UInt16(role.rawValue) | (isBold ? 0x100 : 0) | (isSelected ? 0x200 : 0)
  }

  package init(packed: UInt16) {
    role = Role(rawValue: UInt8(truncatingIfNeeded: packed)) ?? .text
    isBold = packed & 0x100 != 0
    isSelected = packed & 0x200 != 0
  }
}
