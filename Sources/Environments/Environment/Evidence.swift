/// What speaks for the way in which an environment's files are read, or against it.
package struct Evidence: Hashable, Sendable {
  package var sentence: String
  package var isFor: Bool
  package var location: Location?

  package init(_ sentence: String, isFor: Bool, at location: Location? = nil) {
    self.sentence = sentence
    self.isFor = isFor
    self.location = location
  }

  /// One line for an operator.
  package var line: String {
    let place = location.map { " (\($0.description))" } ?? ""
    return (isFor ? "for this reading: " : "against it: ") + sentence + place
  }
}

extension FoundEnvironment {
  /// Why the environment is read as it is: its files with their reasons, and the evidence.
  package var why: [String] { reasons + whyOfReading }

  /// The evidence, and the other reading where it is split.
  package var whyOfReading: [String] {
    evidence.map(\.line) + [otherReading.map { "otherwise: \($0)" }].compactMap(\.self)
  }
}
