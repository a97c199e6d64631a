/// One line that a running command wrote, without its line ending.
package struct OutputLine: Hashable, Sendable {
  package enum Stream: Hashable, Sendable { case output, errors }

  package var stream: Stream
  package var text: String

  package init(_ stream: Stream, _ text: String) {
    self.stream = stream
    self.text = text
  }
}
