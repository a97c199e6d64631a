/// A part of a line's text that has a look of its own.
package struct LogSpan: Hashable, Sendable {
  /// In bytes of the text's UTF-8.
  package var range: Range<Int>
  package var look: LogLook

  package init(_ range: Range<Int>, _ look: LogLook) {
    self.range = range
    self.look = look
  }
}
