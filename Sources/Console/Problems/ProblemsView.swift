import Canvas
import Environments

/// The problems of the files, each with its hint and its place.
struct ProblemsView: FaultListView {
  enum Row: ViewRow {
    case title(String)
    case problem(Int)
    case note(String)

    var isSelectable: Bool { if case .problem = self { true } else { false } }
    var countedRows: Int { isSelectable ? 1 : 0 }
  }

  var list = RowList<Row>()
  var total = 0
  var filter = ""
  var onlyFaults = false

  var id: ViewID { .problems }
  var keyContext: KeyContext { .problems }
  var name: String? { "problems" }

  func rows(_ context: ViewContext) -> [Row] {
    let problems = context.world.configuration.problems
    let rows = problems.indices.filter {
      matches(problems[$0].searched) && !(onlyFaults && problems[$0].severity != .error)
    }
    return [.title("In the files")]
      + (rows.isEmpty ? [.note("No problem was found.")] : rows.map(Row.problem))
  }

  func total(_ context: ViewContext) -> Int { context.world.configuration.problems.count }

  func rowID(of row: Row, _ context: ViewContext) -> RowID? {
    if case .problem(let index) = row {
      .problem(context.world.configuration.problems[index])
    } else {
      nil
    }
  }

  private func selectedProblem(_ context: ViewContext) -> Diagnostic? {
    guard case .problem(let index) = list.selection else { return nil }
    return context.world.configuration.problems[index]
  }

  func location(_ context: ViewContext) -> Location? { selectedProblem(context)?.location }

  func copiedText(_ context: ViewContext) -> CopiedText? {
    selectedProblem(context).map { .text($0.description) }
  }

  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext) {
    let panel = Panel(rect: body)
    let problems = context.world.configuration.problems
    let noun = problems.count == 1 ? "problem" : "problems"
    var title = StyledText("\(problems.isEmpty ? "no" : "\(problems.count)") \(noun)", .title)
    if onlyFaults { title += StyledText(" · only faults · " + tally.words, .info) }
    frame.draw(panel, title: title)
    let inner = panel.inner
    frame.drawList(of: self, context, in: panel, y: inner.y) { frame, row, y in
      switch row {
      case .title(let text): frame.drawHeading(StyledText(text, .title), in: inner, y: y)
      case .note(let text): frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width)
      case .problem(let index):
        frame.write(problems[index].line, x: inner.x + 1, y: y, columns: inner.width - 1)
      }
    }
    let problem = selectedProblem(context)
    frame.drawDetail(
      height: detailHeight(context.size), in: panel,
      title: problem.map { $0.location?.description ?? $0.code } ?? "",
      lines: problem?.lines(
        columns: inner.width, among: context.world.configuration.environments.map(\.name)) ?? [])
  }
}

extension Diagnostic {
  /// The text of a problem that a filter searches.
  fileprivate var searched: String {
    ([message, code, location?.file ?? ""] + environments).joined(separator: "\n")
  }

  /// One line of the list: sign, code, message and place.
  fileprivate var line: StyledText {
    let (sign, style): (String, Style) = severity == .error ? ("✗", .danger) : ("▲", .warning)
    let place = location.map { "\($0.file):\($0.line) " } ?? ""
    return StyledText(sign + " ", style) + StyledText(code + "  ", style)
      + StyledText(message) + StyledText("  " + place, .muted)
  }

  /// The complete problem, with the environments that it holds for, its hint and its related places.
  fileprivate func lines(columns: Int, among environments: [String]) -> [StyledText] {
    let holders = holders(among: environments).map { Wrap.lines($0, columns: columns) } ?? []
    var lines = Wrap.lines(message, columns: columns).map { StyledText($0) }
    lines += holders.map { StyledText($0, .muted) }
    if let hint {
      lines += Wrap.lines("hint: " + hint, columns: columns, indent: "      ")
        .map { StyledText($0, .info) }
    }
    return lines + related.map { StyledText("see: \($0)", .muted) }
  }
}
