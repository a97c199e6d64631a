import Canvas
import Environments

/// The containers of one service in one environment, with what the engine says of each.
struct ContainersView: ListView {
  enum Row: ViewRow {
    case title(String)
    case fact(container: Int, fact: Int)
    case note(String)

    var isSelectable: Bool { if case .fact = self { true } else { false } }
    var countedRows: Int { 0 }
  }

  let environment: String
  let service: String
  /// The answer of the engine.
  var answer = Inspection.Answer.waiting
  var list = RowList<Row>()
  var total = 0
  var filter = ""

  init(environment: String, service: String) {
    self.environment = environment
    self.service = service
  }

  var id: ViewID { .containers }
  var keyContext: KeyContext { .containers }
  var name: String? { "containers" }
  func detailHeight(_ size: Size) -> Int { size.rows >= 20 ? 2 : 1 }
  mutating func narrow(to filter: String) { self.filter = filter }

  private var containers: [ContainerDetails] {
    if case .known(let containers) = answer { containers } else { [] }
  }

  func rows(_ context: ViewContext) -> [Row] {
    switch answer {
    case .waiting: [.note("The engine is being asked.")]
    case .failed(let words): [.note(words)]
    case .known([]): [.note("It has no container.")]
    case .known(let containers):
      containers.indices.flatMap { container in
        [.title(containers[container].name)]
          + containers[container].facts.indices
          .filter {
            matches(
              containers[container].facts[$0].label + " " + containers[container].facts[$0].text)
          }
          .map { .fact(container: container, fact: $0) }
      }
    }
  }

  private var selectedFact: ContainerDetails.Fact? {
    guard case .fact(let container, let fact) = list.selection else { return nil }
    return containers[container].facts[fact]
  }

  func copiedText(_ context: ViewContext) -> CopiedText? { selectedFact.map { .text($0.text) } }

  func draw(into frame: inout Frame, in body: Rect, _ context: ViewContext) {
    let panel = Panel(rect: body)
    frame.draw(panel, title: StyledText("\(service) of \(environment)", .title))
    let inner = panel.inner
    frame.drawList(of: self, context, in: panel, y: inner.y) { frame, row, y in
      switch row {
      case .title(let text): frame.drawHeading(StyledText(text, .title), in: inner, y: y)
      case .note(let text): frame.write(text, .muted, x: inner.x + 2, y: y, columns: inner.width)
      case .fact(let container, let fact):
        let fact = containers[container].facts[fact]
        frame.write(fact.label, .muted, x: inner.x + 2, y: y, columns: 10)
        frame.write(fact.text, x: inner.x + 13, y: y, columns: inner.width - 13)
      }
    }
    let lines = selectedFact.map { Wrap.lines($0.text, columns: inner.width) } ?? []
    frame.drawDetail(
      height: detailHeight(context.size), in: panel, title: selectedFact?.label ?? "",
      lines: lines.map { StyledText($0) })
  }
}
