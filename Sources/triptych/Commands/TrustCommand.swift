import ArgumentParser
import Environments
import Operations

struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Trusts what the declared files read outside the repository.",
    discussion: """
      Lists what Compose would read outside the repository for its environments, such as an env_file: with an absolute \
      path, and asks. Until then Compose is not asked about these files, and nothing acts on them. Files that read nothing \
      outside need no trust. It is kept in $XDG_STATE_HOME/triptych/trust, or else in ~/.local/state/triptych/trust, for \
      this folder and for exactly these places. TRIPTYCH_TRUST=DIR:DIR trusts every repository in these folders. Exits with \
      77 when the answer is not yes.
      """)

  @Flag(help: "Answer yes instead of being asked.") var yes = false
  @Flag(help: "Take the trust back.") var revoke = false
  @OptionGroup var checkout: CheckoutOptions

  func run() throws {
    let checkout = try Checkout(checkout)
    do {
      if revoke {
        try checkout.trust.revoke()
        return StandardStreams.output("\(checkout.root) is trusted to read nothing outside itself.")
      }
      try trust(checkout)
    } catch let error as FileError {
      StandardStreams.error("error: \(error)")
      throw Outcome.no
    }
  }

  private func trust(_ checkout: Checkout) throws {
    let configuration = try runToEnd { await checkout.declared() }
    let readings = configuration.environments.flatMap(\.outsideReadings).distinct
    guard !readings.isEmpty else {
      return StandardStreams.output(
        "The environments of \(checkout.root) read nothing outside the repository.")
    }
    StandardStreams.output(readings.map(\.description).joined(separator: "\n"))
    guard !checkout.trust.covers(readings) else {
      return StandardStreams.output("This is trusted already.")
    }
    guard try yes || checkout.isTrustGiven() else {
      StandardStreams.error("refused: nothing is trusted; pass --yes, or answer yes on a terminal")
      throw Outcome.refused
    }
    try checkout.trust.grant(readings)
    StandardStreams.output("This is trusted now.")
  }
}

extension Checkout {
  /// Asks the operator on the terminal; false where there is none.
  fileprivate func isTrustGiven() throws -> Bool {
    ConsentOptions.canAsk
      && ConsentOptions.isYes(
        ConsentOptions.answer(to: "Let Compose read this for \(root)? [y/N] "))
  }

  /// Loads the environment for an act. Where its files are not trusted, asks the operator once whether they are, and
  /// loads them again.
  func resolvedToAct(on name: String) throws -> Configuration {
    let configuration = try runToEnd { await resolved() }
    let target = try environment(name, in: configuration)
    guard target.isUntrusted, ConsentOptions.canAsk else { return configuration }
    StandardStreams.error("The files of \(name) lead out of the repository:")
    for reading in target.outsideReadings { StandardStreams.error("  \(reading.description)") }
    guard try isTrustGiven() else { return configuration }
    let others = configuration.environments.filter { !$0.isUntrusted }.flatMap(\.outsideReadings)
    do { try trust.grant((others + target.outsideReadings).distinct) } catch {
      StandardStreams.error("error: \(error)")
      return configuration
    }
    return try runToEnd { await resolved() }
  }
}
