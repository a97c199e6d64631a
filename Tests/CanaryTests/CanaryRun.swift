import Console
import Processes

/// One way by which text leaves triptych, with the text.
struct WayOut: Sendable {
  var name: String
  var text: String
}

/// Every subcommand, called in every way on the checkout of canaries, once for all tests.
struct CanaryRun: Sendable {
  var canaries: Canaries
  var printed: [WayOut]
  var screens: [WayOut]
  var written: [WayOut]
  var argv: WayOut

  static let shared = Task { try await CanaryRun(CanaryCheckout()) }

  private init(_ checkout: CanaryCheckout) async throws {
    canaries = checkout.canaries
    let tree = try await checkout.commandTree()
    let vocabulary = Vocabulary(
      environments: ["dev", "prod"], keys: Self.keys(of: canaries), views: ScreenKind.names)
    let reading = try tree.subcommands.filter(\.onlyReads).flatMap { try $0.calls(vocabulary) }
    let others = try tree.subcommands.filter { !$0.onlyReads }.flatMap { try $0.calls(vocabulary) }
    printed = await Self.sideBySide(reading, checkout)
    screens = try ConsoleTour.screens(of: checkout, columns: 200, rows: 50)
    screens += try ConsoleTour.screens(of: checkout, columns: 80, rows: 24)
    for call in others { printed += await Self.call(call, checkout) }
    // Once more, for what the acts have left in the record.
    for call in [["status"], ["list"]] { printed += await Self.call(call, checkout) }
    written = checkout.writtenFiles().map { WayOut(name: $0.path, text: $0.text) }
    argv = WayOut(name: "argv", text: checkout.argv)
  }

  /// The rows of dev that hold a canary.
  private static func keys(of canaries: Canaries) -> [String] {
    let names = canaries.all.filter {
      $0.place != ".env.prod" && !$0.place.contains(" ") && !$0.name.contains(":")
    }
    .map { String($0.name.prefix { $0 != "#" }) }
    let keys = Set(names).filter { $0.contains(".") || $0.uppercased() == $0 }.sorted()
    // Every second: each takes most of a second, and all are in the other answers.
    return keys.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
  }

  private static func sideBySide(_ calls: [[String]], _ checkout: CanaryCheckout) async -> [WayOut]
  {
    await withTaskGroup(of: (Int, [WayOut]).self) { group in
      var results: [(Int, [WayOut])] = []
      for (number, words) in calls.enumerated() {
        if number >= 3, let result = await group.next() { results.append(result) }
        group.addTask { (number, await call(words, checkout)) }
      }
      for await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }

  private static func call(_ words: [String], _ checkout: CanaryCheckout) async -> [WayOut] {
    let result = await checkout.run(words)
    let name = (["triptych"] + words).joined(separator: " ")
    return [
      WayOut(name: name, text: result.output), WayOut(name: name + " 2>", text: result.errors),
    ]
  }
}
