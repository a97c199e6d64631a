import Canvas
import Environments

@testable import Console

extension Model {
  /// A model to which these messages have happened.
  static func after(_ messages: [Message], size: Size = Size(columns: 80, rows: 24)) -> Model {
    var model = Model(size: size)
    for message in messages { _ = update(&model, message) }
    return model
  }

  /// The shipped environments with what runs of them, at two minutes past two.
  static func sample(
    columns: Int = 80, rows: Int = 24, focus: Int? = nil, extra: [Message] = []
  ) -> Model {
    let messages: [Message] = [
      .ticked(now: Sample.now, utcOffsetMinutes: 0),
      .engineDescribed("engine 20.10 · compose 2.26 · local"),
      .loaded(Sample.configuration, Sample.matrix),
      .statusArrived(Sample.statuses),
    ]
    var model = after(messages, size: Size(columns: columns, rows: rows))
    // Without the digit, which for a second might be a count.
    if let focus { model.focus(focus - 1) }
    model.settle()
    for message in extra { _ = update(&model, message) }
    return model
  }

  /// Presses keys one after the other; gives back the effects of all of them.
  @discardableResult
  mutating func press(_ keys: String) -> [Effect] {
    Key.parse(keys).flatMap { update(&self, .key($0)) }
  }

  /// Lets one message happen.
  @discardableResult
  mutating func receive(_ message: Message) -> [Effect] { update(&self, message) }

  /// The last line of the screen.
  var footer: String { Console.view(self).line(size.rows - 1) }
}
