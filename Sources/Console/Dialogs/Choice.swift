/// The two ways out of a question. No comes first and is focused.
enum Choice: Hashable, Sendable {
  case no, yes

  var other: Choice { self == .no ? .yes : .no }
}
