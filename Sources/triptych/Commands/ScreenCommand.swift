import ArgumentParser
import Canvas
import Console
import Environments
import FoundationEssentials
import Terminal

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "Prints any screen of the console as text.",
    discussion: """
      VIEW is overview, differences, health, help, problems, plan or explanation KEY. Useful for documents, \
      bug reports and tests: --at sets the clock, --offline asks no engine.
      """)

  @Argument(help: "The view, and its argument.", completion: Completions.views) var view: [String] =
    ["overview"]
  @Option(help: ArgumentHelp("Its size in cells.", valueName: "WxH")) var size = ScreenSize.usual
  @Option(
    help: ArgumentHelp("The time its clock shows, such as 2026-11-23T14:02Z.", valueName: "time"))
  var at: PointInTime?
  @Option(
    help: ArgumentHelp("The environment that has the focus.", valueName: "env"),
    completion: Completions.environments)
  var focus: String?
  @OptionGroup var compose: OfflineOption
  @OptionGroup var checkout: CheckoutOptions

  func validate() throws {
    let cells = 1...Screen.cellsMax
    guard cells.contains(size.size.columns), cells.contains(size.size.rows) else {
      throw ValidationError(
        "a size is 1x1 to \(cells.upperBound)x\(cells.upperBound) cells, and not \(size.defaultValueDescription)"
      )
    }
  }

  func run() throws {
    guard let kind = ScreenKind(view) else {
      throw ValidationError(
        "'\(view.joined(separator: " "))' is not a view; the views are \(ScreenKind.names.joined(separator: ", "))"
      )
    }
    let checkout = try Checkout(checkout)
    var model = Model(size: size.size)
    for message in try messages(of: checkout, for: kind) { _ = update(&model, message) }
    if let problem = model.show(kind, environment: focus) { throw ValidationError(problem) }
    if kind == .plan { model.show(try plan(in: checkout)) }
    let frame = Console.view(model)
    let charset = Charset(environment: ProcessInfo.processInfo.environment)
    StandardStreams.output((charset == .ascii ? frame.plain : frame).text)
  }

  private func messages(of checkout: Checkout, for kind: ScreenKind) throws -> [Message] {
    let clock = (at ?? .now).message
    if compose.offline {
      return [clock, checkout.loadedMessage(try runToEnd { await checkout.declared() })]
    }
    let configuration = try runToEnd { await checkout.resolved(patience: .looking) }
    let known = try runToEnd { await checkout.currentMessages(of: configuration) }
    guard kind == .health else { return [clock] + known }
    let name = focus
    let reports = try runToEnd { await checkout.healthMessages(of: name, in: configuration) }
    return [clock] + known + reports
  }

  /// The plan of a launch of the focused environment, which is not carried out.
  private func plan(in checkout: Checkout) throws -> Plan {
    guard let focus else { throw ValidationError("a plan needs --focus ENV") }
    let environment = try checkout.environment(focus, in: runToEnd { await checkout.declared() })
    switch try runToEnd({ await checkout.plan(.launch, environment, adopt: false) }) {
    case .plan(let plan): return plan
    case .refused(let outcome):
      StandardStreams.error(outcome.text)
      throw Outcome.refused
    }
  }
}

/// A size such as `120x40`.
struct ScreenSize: ExpressibleByArgument {
  static let usual = ScreenSize(size: Size(columns: 120, rows: 40))

  let size: Size

  init(size: Size) { self.size = size }

  init?(argument: String) {
    let parts = argument.split(separator: "x")
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1])
    else { return nil }
    size = Size(columns: columns, rows: rows)
  }

  var defaultValueDescription: String { "\(size.columns)x\(size.rows)" }
}
