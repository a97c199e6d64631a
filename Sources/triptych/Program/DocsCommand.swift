import ArgumentParser

/// Writes the generated parts of the documentation. For this repository's own use, so it is not listed in the help.
struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Writes the generated parts of the documentation.",
    shouldDisplay: false)

  @Flag(help: "Change nothing; exit with 1 and name what is out of date.")
  var check = false

  @OptionGroup var checkout: CheckoutOptions

  func run() throws {
    let checkout = try Checkout(checkout)
    var stale: [String] = []
    let configuration = try runToEnd { await checkout.committed() }
    for document in try GeneratedDocument.all(of: configuration, below: checkout.root)
    where try document.write(below: checkout.root, onlyCheck: check) {
      stale.append(document.path)
    }
    for path in stale {
      StandardStreams.output(check ? "\(path) is out of date: run make docs" : "wrote \(path)")
    }
    if check, !stale.isEmpty { throw Outcome.no }
  }
}
