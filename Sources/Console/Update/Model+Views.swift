import Environments

// The shown view and its rows.
extension Model {
  /// Opens a view at the end of the trail, or goes back to it when it is already on the trail.
  mutating func go(to id: ViewID) {
    if let position = trail.firstIndex(where: { $0.id == id }) {
      leave(after: position)
    } else if let view = takeLeft(id) ?? View(id) {
      trail.append(view)
    }
    relist()
  }

  /// Opens the given view; it replaces one of its kind on the trail.
  mutating func open(_ view: View) {
    if let position = trail.firstIndex(where: { $0.id == view.id }) {
      leave(after: position)
      trail[position] = view
    } else {
      trail.append(view)
    }
    relist()
  }

  mutating func goHome() {
    leave(after: 0)
    relist()
  }

  mutating func tour(by step: Int) {
    let count = View.tour.count
    let position =
      trail.last { View.tour.contains($0.id) }.flatMap { View.tour.firstIndex(of: $0.id) } ?? 0
    let next = View.tour[((position + step) % count + count) % count]
    leave(after: 0)
    go(to: next)
  }

  /// Removes the views after a position from the trail and keeps their state, except for views that always open
  /// afresh.
  private mutating func leave(after position: Int) {
    for view in trail[(position + 1)...] where view.id != .logs {
      left.removeAll { $0.id == view.id }
      left.append(view)
    }
    if left.count > Self.leftMax { left.removeFirst(left.count - Self.leftMax) }
    trail.removeSubrange((position + 1)...)
  }

  /// More views than these are not kept: every explained setting is one.
  static let leftMax = 20

  private mutating func takeLeft(_ id: ViewID) -> View? {
    left.firstIndex { $0.id == id }.map { left.remove(at: $0) }
  }

  /// Goes one step back: first removes the filters, then leaves the view, then the focus.
  mutating func back() {
    if world.planning != nil {
      dropPlan()
    } else if !content.filter.isEmpty {
      narrow("")
    } else if content.onlyFaults {
      _ = takeInView(.toggleFaults)
    } else if trail.count > 1 {
      leave(after: trail.count - 2)
      relist()
    } else if context.focus != .all {
      focusAll()
    }
  }

  mutating func narrow(_ text: String) { rearrange { $0.view.change { $0.narrow(to: text) } } }

  /// Lists the rows and columns of the current view again.
  mutating func relist() {
    let first =
      context.columns.indices.contains(context.firstColumn)
      ? context.columns[context.firstColumn] : 0
    let content = self.content
    context.columns = environments.indices.filter {
      context.focus == .one($0) || content.shows(environment: $0, context)
    }
    context.firstColumn = context.columns.firstIndex { $0 >= first } ?? 0
    let now = context
    view.change { $0.relist(now) }
  }

  /// Changes the shown rows and keeps the operator's position: on the same row at the same height of the screen, or
  /// on the nearest remaining row when it is gone.
  mutating func rearrange(_ change: (inout Model) -> Void) {
    let before = self
    change(&self)
    rearrange(since: before)
  }

  mutating func rearrange(since before: Model) {
    relist()
    guard before.view.id == view.id else { return }
    keepColumn(of: before)
    let now = context
    view.change { $0.keepPosition(of: before.content, before.context, now) }
  }

  /// Keeps the first column by the name of its environment.
  private mutating func keepColumn(of before: Model) {
    for position in before.context.columns.indices.dropFirst(before.context.firstColumn) {
      let name = before.environments[before.context.columns[position]].name
      if let position = context.columns.firstIndex(where: { environments[$0].name == name }) {
        context.firstColumn = position
        return
      }
    }
  }

  /// Brings cursor, columns and windows back into the bounds of the screen.
  mutating func settle() {
    settleColumns()
    let now = context
    view.change { $0.settle(now) }
  }
}

// The focused environments, and those on the screen.
extension Model {
  mutating func focus(_ index: Int) {
    guard environments.indices.contains(index) else {
      // The digit may be part of a count, so the notice is shown but not kept.
      world.notices.toast = Toast(level: .info, text: "There is no environment \(index + 1).")
      return
    }
    restore(.one(index))
  }

  mutating func focusAll() { restore(.all) }

  /// Restores an earlier focus.
  mutating func restore(_ focus: Focus) {
    context.focus = focus
    switch content.focusChange(context) {
    case .nothing: break
    case .otherRows: relist()
    case .otherOrder: rearrange { _ in }
    }
  }

  /// Moves the focus. From all environments, the first step goes to the nearer end of the visible columns.
  mutating func moveFocus(by step: Int) {
    guard !environments.isEmpty else { return }
    let columns = context.columns
    switch context.focus {
    case .one(let index):
      let next = step > 0 ? columns.first { $0 > index } : columns.last { $0 < index }
      focus(next ?? index)
    case .all:
      let visible = columns[visibleColumns]
      if let near = step > 0 ? visible.first : visible.last { focus(near) }
    }
  }

  /// The positions of the visible columns in the context's columns.
  var visibleColumns: Range<Int> {
    let (columns, count) = (context.columns, content.columnCount(context))
    let first = max(0, min(context.firstColumn, columns.count - count))
    return first..<min(columns.count, first + count)
  }

  /// Scrolls so that the focused column is completely visible.
  private mutating func settleColumns() {
    let (columns, count) = (context.columns, content.columnCount(context))
    var first = context.firstColumn
    if case .one(let index) = context.focus, let position = columns.firstIndex(of: index) {
      if position < first { first = position }
      if position >= first + count { first = position - count + 1 }
    }
    context.firstColumn = max(0, min(first, columns.count - count))
  }
}
