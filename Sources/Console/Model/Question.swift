/// A yes-or-no question with what follows from yes as data.
struct Question: Hashable, Sendable {
  var title: String
  var text: String
  var yes: String
  var no = "No"
  var choice = Choice.no
  /// What has to be typed for a yes, such as the name of a protected environment.
  var name: String?
  var typed = ""
  var effects: [Effect]

  var isAnswered: Bool { name.map { $0 == typed } ?? (choice == .yes) }
}
