/// One place of a frame. A wide character is a cell of width 2 followed by its continuation of width 0.
package struct Cell: Hashable, Sendable {
  /// A base scalar and its combining marks; empty in a continuation.
  package var text: String
  package var width: UInt8
  package var style: Style

  package init(_ text: String, width: UInt8 = 1, style: Style = .text) {
    self.text = text
    self.width = width
    self.style = style
  }

  package static let blank = Cell(" ")
  package static let continuation = Cell("", width: 0)
}
