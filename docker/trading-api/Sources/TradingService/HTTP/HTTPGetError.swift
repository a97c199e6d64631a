/// Why there is no answer, in words.
struct HTTPGetError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
