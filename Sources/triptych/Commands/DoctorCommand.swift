import ArgumentParser
import Environments
import FoundationEssentials
import Glibc
import Operations
import Terminal

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Checks what triptych needs on this machine, and shows a fix for each fault.",
    discussion: """
      Checks Docker, Compose, engines, age, terminal, repository, state folder, clock and disk, and changes nothing. \
      Exits with 1 when something fails; warnings alone pass. docs/troubleshooting.md explains each code.
      """)

  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout, isReadOnly: true)
    let terminal = Self.terminal
    let report = try runToEnd {
      let doctor = Doctor(
        workspace: checkout.workspace, docker: await checkout.docker,
        configuration: await checkout.declared())
      return DoctorReport(await doctor.examine() + terminal)
    }
    switch output.format {
    case .json: StandardStreams.output(report.json)
    case .text: StandardStreams.output(report.text)
    }
    if !report.isWell { throw Outcome.no }
  }

  private static var terminal: [DoctorFinding] {
    let variables = ProcessInfo.processInfo.environment
    return DoctorFinding.terminal(
      variables: variables, isTerminal: isatty(STDOUT_FILENO) == 1,
      isUnicode: Charset(environment: variables) == .unicode,
      isDescribed: { TerminalDescriptions.has($0, variables) })
  }
}
