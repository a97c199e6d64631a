import ArgumentParser
import Canvas
import Console
import Terminal

struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Opens the console (the default).")

  @OptionGroup var checkout: CheckoutOptions

  func run() throws { try Self.open(Checkout(checkout)) }

  /// Opens the console, or prints the overview when there is no terminal.
  static func open(_ checkout: Checkout) throws {
    guard Screen.isPossible(environment: checkout.variables) else {
      return try printOnce(checkout)
    }
    try ConsoleRunner(checkout).run()
  }

  /// Prints the overview once, as text.
  private static func printOnce(_ checkout: Checkout) throws {
    var model = Model(size: ScreenSize.usual.size)
    let known = try runToEnd {
      await checkout.currentMessages(of: checkout.resolved(patience: .looking))
    }
    for message in [PointInTime.now.message] + known { _ = update(&model, message) }
    StandardStreams.output(view(model).text)
    StandardStreams.output(
      "triptych cannot draw on this terminal. Its commands work anywhere: triptych --help")
  }
}
