import ArgumentParser
import Canvas
import Console
import Environments

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "Prints any screen of the console as text.",
    discussion: """
      VIEW is overview, differences, health, help, problems, explanation ENV KEY or plan ENV. For documents, bug \
      reports and tests; --at fixes the clock, --offline asks no engine.
      """)

  @Argument(help: "The view, and what it needs.") var view: [String] = ["overview"]
  @Option(help: ArgumentHelp("Its size in cells.", valueName: "WxH")) var size = ScreenSize.usual
  @Option(
    help: ArgumentHelp("The time its clock shows, such as 2026-11-23T14:02Z.", valueName: "time"))
  var at: PointInTime?
  @Option(help: ArgumentHelp("The environment that has the focus.", valueName: "env"))
  var focus: String?
  @Flag(help: "Ask no engine: everything as written.") var offline = false
  @OptionGroup var checkout: CheckoutOptions

  func run() throws {
    let checkout = try Checkout(checkout)
    var model = Model(size: size.size)
    var messages: [Message] = [(at ?? .now).message]
    if offline {
      messages.append(checkout.loadedMessage(checkout.declared()))
    } else {
      messages += try runToEnd { await checkout.currentMessages() }
    }
    for message in messages { _ = update(&model, message) }
    guard let kind = ScreenKind(words: view) else {
      throw ValidationError("'\(view.joined(separator: " "))' is no view")
    }
    model.open(kind, focus: focus)
    StandardStreams.output(Console.view(model).text)
  }
}
