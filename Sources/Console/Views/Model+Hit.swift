import Canvas

extension Model {
  /// What stands on a cell of the screen; `nil` where there is nothing to click.
  func hit(at point: Frame.Position) -> Hit? {
    guard !Layout.isTooSmall(size), Rect(size).holds(point) else { return nil }
    if let dialog = dialogs.first {
      return DialogLayout(dialog, size: size).answer(at: point, of: dialog).map(Hit.answer)
        ?? hint(at: point)
    }
    if let prompt { return completion(at: point, of: prompt) }
    let layout = Layout(self)
    if let alert = layout.alert, alert.holds(point) { return .alert }
    if point.y == size.rows - 1 { return hint(at: point) }
    guard layout.body.holds(point) else { return nil }
    return place == .overview ? overviewHit(point) : listHit(point, in: layout.body)
  }

  /// Where a toast or a filter stands, no hint does.
  private func hint(at point: Frame.Position) -> Hit? {
    guard point.y == size.rows - 1, toast == nil || !dialogs.isEmpty,
      !isTypingFilter || !dialogs.isEmpty, context != .logSearch
    else { return nil }
    return FooterHints(self).hints
      .first { ($0.x..<$0.x + $0.text.width).contains(point.x) }.map { .hint($0.action) }
  }

  private func completion(at point: Frame.Position, of prompt: Prompt) -> Hit? {
    let layout = PromptLayout(prompt, self)
    let row = point.y - layout.rect.y - 1
    return layout.rows.indices.contains(row) ? .completion(layout.top + row) : nil
  }

  private func overviewHit(_ point: Frame.Position) -> Hit? {
    let layout = OverviewLayout(self)
    guard let column = layout.columns.first(where: { $0.rect.holds(point) }) else { return nil }
    let services = items.firstIndex(of: .problemCount) ?? 0
    let line = point.y - column.rect.y - 1
    let lower = line - layout.servicesHeight - 1
    var row: Int?
    if (0..<layout.servicesHeight).contains(line) {
      row = cursor.top + line < services ? cursor.top + line : nil
    } else if lower == -1 {
      row = services
    } else if (0..<layout.settingsHeight).contains(lower) {
      row = services + 1 + cursor.lowerTop + lower
    }
    guard let row, items.indices.contains(row) else { return .environment(column.environment) }
    return .row(row, environment: column.environment)
  }

  private func listHit(_ point: Frame.Position, in body: Rect) -> Hit? {
    let line = point.y - body.y - 1 - headingHeight
    if line < 0, place == .differences {
      return DifferencesLayout(self, in: body).window.columns
        .first { ($0.x..<$0.x + $0.width).contains(point.x) }.map { .environment($0.environment) }
    }
    guard (0..<listHeight).contains(line) else { return nil }
    let row = cursor.top + line
    return items.indices.contains(row) && items[row].isSelectable
      ? .row(row, environment: nil) : nil
  }
}

extension Rect {
  fileprivate func holds(_ point: Frame.Position) -> Bool {
    (x..<maxX).contains(point.x) && (y..<maxY).contains(point.y)
  }
}
