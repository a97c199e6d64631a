/// What stands under the pointer.
enum Hit: Hashable {
  /// A row of the list, in the column of an environment where there are columns.
  case row(Int, environment: Int?)
  /// A column beside its rows.
  case environment(Int)
  /// A key hint of the footer.
  case hint(Action)
  case answer(Choice)
  /// A row of the list above a command.
  case completion(Int)
  /// An error that is not read.
  case alert
}
