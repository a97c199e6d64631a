/// A yes-or-no question with what follows from yes as data.
struct Question: Hashable, Sendable {
  var title: String
  var text: String
  var yes: String
  var no = "No"
  var choice = Choice.no
  var effects: [Effect]
}
