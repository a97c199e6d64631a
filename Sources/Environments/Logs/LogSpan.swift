/// A part of a line's text that has a look of its own.
package struct LogSpan: Hashable, Sendable {
  /// In bytes of the text's UTF-8.
  package var range: Range<Int>
  package var appearance: LogAppearance

  package init(_ range: Range<Int>, _ appearance: LogAppearance) {
    self.range = range
    self.appearance = appearance
  }
}
