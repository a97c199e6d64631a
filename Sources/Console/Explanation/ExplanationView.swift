import Canvas
import Environments

/// The origin of a setting's value: the values of all layers in each focused environment, the winner on top.
struct ExplanationView: ListView {
  enum Row: ViewRow {
    case environment(Int)
    case layerValue(environment: Int, layer: Int)
    case variable(environment: Int, layer: Int, variable: Int)
    case note(String)
    case blank

    var isSelectable: Bool {
      switch self {
      case .layerValue, .variable: true
      case .environment, .note, .blank: false
      }
    }

    var countedRows: Int { 0 }
  }

  let key: SettingKey
  var list = RowList<Row>()
  var total = 0

  init(_ key: SettingKey) { self.key = key }

  var id: ViewID { .explanation(key) }
  var keyContext: KeyContext { .explanation }
  var name: String? { key.path }
  var filter: String { "" }
  mutating func narrow(to filter: String) {}
  func focusChange(_ context: ViewContext) -> FocusChange { .otherRows }
  func headingHeight(_ context: ViewContext) -> Int { meaningLines(context).count }

  func rows(_ context: ViewContext) -> [Row] {
    var rows: [Row] = []
    for index in context.focused {
      if !rows.isEmpty { rows.append(.blank) }
      rows.append(.environment(index))
      guard let setting = context.environments[index].setting(key) else {
        let unknown = context.environments[index].unknownPart(of: key)
        rows.append(
          .note(unknown.map { "unknown: \($0.reason)" } ?? "This environment does not have it."))
        continue
      }
      for layer in setting.layerValues.indices.reversed() {
        rows.append(.layerValue(environment: index, layer: layer))
        rows += setting.layerValues[layer].variables.indices.map {
          .variable(environment: index, layer: layer, variable: $0)
        }
      }
    }
    return rows
  }

  func rowID(of row: Row, _ context: ViewContext) -> RowID? {
    switch row {
    case .layerValue(let environment, let layer):
      value(environment, layer, context).map {
        .layerValue(environment: context.environments[environment].name, $0.origin)
      }
    case .variable(let environment, let layer, let variable):
      value(environment, layer, context).map {
        .variable(
          environment: context.environments[environment].name, $0.origin, $0.variables[variable])
      }
    case .environment, .note, .blank: nil
    }
  }

  /// The value in a layer.
  private func value(
    _ environment: Int, _ layer: Int, _ context: ViewContext
  ) -> Setting.LayerValue? {
    context.environments[environment].setting(key)?.layerValues[layer]
  }

  func location(_ context: ViewContext) -> Location? {
    switch list.selection {
    case .layerValue(let environment, let layer):
      value(environment, layer, context)?.origin.location
    case .variable(let environment, let layer, let variable):
      value(environment, layer, context)?.variables[variable].location
    default: nil
    }
  }

  func copiedText(_ context: ViewContext) -> CopiedText? {
    switch list.selection {
    case .layerValue(let environment, let layer):
      value(environment, layer, context).map {
        if case .secret = $0.value { CopiedText.secret } else { .text($0.value.text) }
      }
    case .variable(let environment, let layer, let variable):
      value(environment, layer, context).map { .text($0.variables[variable].words) }
    default: nil
    }
  }
}

extension ExplanationView {
  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext) {
    let panel = Panel(rect: body)
    frame.draw(panel, title: title(context))
    let inner = panel.inner
    let width = valueWidth(context, columns: inner.width)
    let texts = texts(context, columns: width)
    let meaning = meaningLines(context)
    for (row, line) in meaning.enumerated() {
      frame.write(line, .muted, x: inner.x, y: inner.y + row, columns: inner.width)
    }
    frame.drawList(of: self, context, in: panel, y: inner.y + meaning.count) { frame, row, y in
      switch row {
      case .environment(let index):
        let heading = "\(index + 1) \(context.environments[index].name)"
        frame.drawHeading(StyledText(heading, .title), in: inner, y: y)
      case .layerValue(let environment, let layer):
        guard let setting = context.environments[environment].setting(key) else { return }
        frame.draw(
          setting.layerValues[layer], text: texts[environment]?[layer] ?? "",
          isWinner: layer == setting.layerValues.count - 1, in: inner, y: y, valueWidth: width)
      case .variable(let environment, let layer, let variable):
        guard let origin = value(environment, layer, context)?.variables[variable] else { return }
        let x = inner.x + 4 + width + 2
        frame.write("with " + origin.words, .muted, x: x, y: y, columns: inner.maxX - x)
      case .note(let text):
        frame.write("∅ " + text, .muted, x: inner.x + 2, y: y, columns: inner.width - 2)
      case .blank: break
      }
    }
  }

  /// The width of the values: as much as they need, at most two fifths.
  private func valueWidth(_ context: ViewContext, columns: Int) -> Int {
    let widths = texts(context, columns: .max).values.joined().map { SafeText.width(of: $0) }
    return max(8, min(widths.max() ?? 0, columns * 2 / 5))
  }

  /// The texts of all layers, by environment, so that no two different values read alike.
  private func texts(_ context: ViewContext, columns: Int) -> [Int: [String]] {
    let layers = context.focused.map {
      context.environments[$0].setting(key)?.layerValues.map(\.value) ?? []
    }
    var rest = layers.flatMap { $0 }.textsSideBySide { text, _ in
      SafeText.fit(text, columns: columns)
    }[...]
    var texts: [Int: [String]] = [:]
    for (environment, values) in zip(context.focused, layers) {
      texts[environment] = Array(rest.prefix(values.count))
      rest = rest.dropFirst(values.count)
    }
    return texts
  }

  /// The meaning of the key in the focused environments, on as many lines as fit.
  private func meaningLines(_ context: ViewContext) -> [String] {
    let meanings = context.focused.lazy.compactMap { context.environments[$0].meaning(of: key) }
    guard let meaning = meanings.first else { return [] }
    let lines = Wrap.lines(meaning, columns: Panel(rect: context.body).inner.width)
    return Array(lines.prefix(context.size.rows >= 20 ? 3 : 1))
  }

  /// The key, its source, and its sign in the matrix.
  private func title(_ context: ViewContext) -> StyledText {
    let title = StyledText(key.path, .title) + StyledText(" · " + key.source.name, .muted)
    let matrix = context.matrix
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
}

extension Frame {
  /// The width for names of layers; only long names of environments are wider.
  private static let layerWidth = 11

  /// Marks the winner with `✓`; the layers below it show their own values.
  fileprivate mutating func draw(
    _ said: Setting.LayerValue, text: String, isWinner: Bool, in inner: Rect, y: Int,
    valueWidth: Int
  ) {
    write(isWinner ? "✓" : " ", x: inner.x + 2, y: y, style: .ok)
    let x = inner.x + 4
    write(text, isWinner ? .text : .muted, x: x, y: y, columns: valueWidth)
    let layerX = x + valueWidth + 2
    let layer = said.origin.layer.description
    write(layer, .muted, x: layerX, y: y, columns: inner.maxX - layerX)
    guard let location = said.origin.location else { return }
    let locationX = layerX + Self.layerWidth + 2
    writePath(
      location.description, isWinner ? .info : .muted, x: locationX, y: y,
      columns: inner.maxX - locationX)
  }
}
