import Canvas
import Environments

extension Frame {
  mutating func drawExplanation(_ key: SettingKey, _ model: Model, in body: Rect) {
    let panel = Panel(rect: body)
    draw(panel, title: model.explanationTitle(key))
    let inner = panel.inner
    let width = model.layerValueWidth(key, columns: inner.width)
    let meaning = model.meaningLines(key)
    for (row, line) in meaning.enumerated() {
      write(line, .muted, x: inner.x, y: inner.y + row, columns: inner.width)
    }
    drawList(model, in: panel, y: inner.y + meaning.count) { frame, item, y in
      switch item {
      case .environment(let index):
        frame.drawHeading(model.explanationHeading(index, key), in: inner, y: y)
      case .layerValue(let environment, let layerValue):
        frame.drawLayerValue(
          environment, layerValue, key, model, in: inner, y: y, valueWidth: width)
      case .variable(let environment, let layerValue, let variable):
        guard let origin = model.layerValue(environment, layerValue)?.variables[variable] else {
          return
        }
        let x = inner.x + 4 + width + 2
        frame.write("with " + origin.words, .muted, x: x, y: y, columns: inner.maxX - x)
      case .note(let text):
        frame.write("∅ " + text, .muted, x: inner.x + 2, y: y, columns: inner.width - 2)
      default: break
      }
    }
  }

  /// `✓` wins; the layers below it say what they would have said.
  private mutating func drawLayerValue(
    _ environment: Int, _ layerValue: Int, _ key: SettingKey, _ model: Model, in inner: Rect,
    y: Int,
    valueWidth: Int
  ) {
    guard let setting = model.environments[environment].setting(key) else { return }
    let isWinner = layerValue == setting.layerValues.count - 1
    let said = setting.layerValues[layerValue]
    write(isWinner ? "✓" : " ", x: inner.x + 2, y: y, style: .ok)
    let x = inner.x + 4
    write(said.value.text, isWinner ? .text : .muted, x: x, y: y, columns: valueWidth)
    let layerX = x + valueWidth + 2
    let layer = said.origin.layer.description
    write(layer, .muted, x: layerX, y: y, columns: inner.maxX - layerX)
    guard let location = said.origin.location else { return }
    let placeX = layerX + Model.layerWidth + 2
    writePath(
      location.description, isWinner ? .info : .muted, x: placeX, y: y,
      columns: inner.maxX - placeX)
  }
}

extension Model {
  /// The widest name of a layer, but for long names of environments.
  static let layerWidth = 11

  /// How much room the values get: what they need, at most two fifths.
  func layerValueWidth(_ key: SettingKey, columns: Int) -> Int {
    let widths = focused.flatMap { environments[$0].setting(key)?.layerValues ?? [] }
      .map { SafeText.width(of: $0.value.text) }
    return max(8, min(widths.max() ?? 0, columns * 2 / 5))
  }

  /// What the key is for, as the focused environments say it, on so many lines as there is room for.
  func meaningLines(_ key: SettingKey) -> [String] {
    guard let meaning = focused.lazy.compactMap({ environments[$0].meaning(of: key) }).first else {
      return []
    }
    let lines = Wrap.lines(meaning, columns: Panel(rect: Layout(self).body).inner.width)
    return Array(lines.prefix(size.rows >= 20 ? 3 : 1))
  }

  /// The key, its source, and what the matrix makes of it.
  fileprivate func explanationTitle(_ key: SettingKey) -> StyledText {
    let title = StyledText(key.path, .title) + StyledText(" · " + key.source.name, .muted)
    guard let row = matrix.position(of: key).map({ matrix.rows[$0] }) else { return title }
    if let reason = row.accepted {
      return title + StyledText(" · ✓ accepted: \(reason)", Style(.accepted))
    }
    switch row.kind {
    case .same: return title + StyledText(" · the same everywhere", .muted)
    case .different: return title + StyledText(" · ≠ differs", Style(.different))
    case .missing: return title + StyledText(" · ∅ missing somewhere", .warning)
    case .sameSecret: return title + StyledText(" · =! one secret in two environments", .danger)
    }
  }

  func explanationHeading(_ index: Int, _ key: SettingKey) -> StyledText {
    StyledText("\(index + 1) \(environments[index].name)", .title)
  }
}
