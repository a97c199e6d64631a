import ArgumentParser
import Canvas
import Console
import Glibc

struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Opens the console (the default).")

  @OptionGroup var checkout: CheckoutOptions

  func run() throws {
    let checkout = try Checkout(checkout)
    guard canShowScreen else { return try printOnce(checkout) }
    try ConsoleRunner(checkout).run()
  }

  private var canShowScreen: Bool {
    let term = getenv("TERM").map { String(cString: $0) } ?? ""
    return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !term.isEmpty
      && term != "dumb"
  }

  /// Without a terminal the overview is still worth something: once, as text.
  private func printOnce(_ checkout: Checkout) throws {
    var model = Model(size: ScreenSize.usual.size)
    for message in try [PointInTime.now.message] + runToEnd({ await checkout.currentMessages() }) {
      _ = update(&model, message)
    }
    StandardStreams.output(view(model).text)
    StandardStreams.output(
      "This is no terminal that triptych can draw on. Its commands work anywhere: triptych --help")
  }
}
