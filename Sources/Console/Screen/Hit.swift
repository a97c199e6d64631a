import Canvas

/// The element under the pointer.
enum Hit: Hashable {
  case view(ViewHit)
  /// A key hint of the footer.
  case hint(Action)
  case answer(Confirmation.Choice)
  /// A row of the list above a command.
  case completion(Int)
  /// The line with an unread error.
  case alert
}

extension Model {
  /// The element at a cell of the screen; `nil` where there is nothing to click.
  func hit(at point: Frame.Position) -> Hit? {
    guard !Layout.isTooSmall(size), Rect(size).holds(point) else { return nil }
    if let dialog = input.dialog {
      return DialogLayout(dialog, size: size).answer(at: point, of: dialog).map(Hit.answer)
        ?? hint(at: point)
    }
    if let prompt = input.prompt { return completion(at: point, of: prompt) }
    let layout = Layout(context)
    if let alert = layout.alert, alert.holds(point) { return .alert }
    if point.y == size.rows - 1 { return hint(at: point) }
    guard layout.body.holds(point) else { return nil }
    return content.hit(point, context).map(Hit.view)
  }

  /// The hint at a cell; `nil` while a toast or a filter takes the place of the hints.
  private func hint(at point: Frame.Position) -> Hit? {
    let isFree =
      input.dialog != nil
      || world.notices.toast == nil && input != .filter && keyContext != .logSearch
    guard point.y == size.rows - 1, isFree else { return nil }
    return FooterHints(self).hints
      .first { ($0.x..<$0.x + $0.text.width).contains(point.x) }.map { .hint($0.action) }
  }

  private func completion(at point: Frame.Position, of prompt: Prompt) -> Hit? {
    let layout = PromptLayout(prompt, self)
    let row = point.y - layout.rect.y - 1
    return layout.rows.indices.contains(row) ? .completion(layout.top + row) : nil
  }
}
