/// What an operator sends through a terminal.
package enum Input: Hashable, Sendable {
  case key(Key)
  /// The left button went down on a cell.
  case click(Frame.Position)
  /// The wheel turned over a cell, by so many notches, down being positive.
  case wheel(Frame.Position, Int)
  /// Text that the terminal's own paste put in, line breaks and all.
  case paste(String)
}
