import Canvas

extension DialogLayout {
  /// The answer that stands on a cell: they are the last line, No first.
  func answer(at point: Frame.Position, of dialog: Dialog) -> Choice? {
    guard dialog.hasAnswers, point.y == rect.maxY - 2, let line = foot.last,
      line.parts.count == 3
    else { return nil }
    let no = SafeText.width(of: line.parts[0].text)
    let yes = no + SafeText.width(of: line.parts[1].text)
    let column = point.x - rect.x - 2
    if (0..<no).contains(column) { return .no }
    return (yes..<line.width).contains(column) ? .yes : nil
  }
}

extension Dialog {
  var hasAnswers: Bool {
    switch self {
    case .plan(let dialog): dialog.plan.guardrail != .typedName
    case .question(let question): question.name == nil
    case .report: false
    }
  }

  var choice: Choice? {
    switch self {
    case .plan(let dialog): hasAnswers ? dialog.choice : nil
    case .question(let question): hasAnswers ? question.choice : nil
    case .report: nil
    }
  }
}
