import ArgumentParser
import Environments
import Loading
import Operations

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Declares the environments that were found.",
    discussion: """
      Writes configs/environment/ENV.yaml for each environment that is found among the files of the repository, all at once, \
      and overwrites nothing. A rule that the files break becomes a warning with a reason. Exits with 77 when \
      environments are already declared, with 1 when none was found.
      """)

  @Flag(help: "Print the files instead of writing them.") var dryRun = false
  @Flag(help: "Write an example to start from: three environments of one service.") var example =
    false
  @OptionGroup var compose: OfflineOption
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    let request = try checkout.workspace.loadRequest(caller: checkout.variables)
    guard request.environmentFiles.isEmpty else {
      StandardStreams.error(
        "refused: configs/environment already declares environments; nothing was written")
      throw Outcome.refused
    }
    let files = example ? ExampleFiles.all : try found(request, in: checkout)
    if !dryRun { try write(files, in: checkout) }
    report(files)
    if dryRun, output.format == .text, !example {
      let evidence = request.discovery.environments.flatMap { environment in
        environment.whyOfReading.map { "\(environment.name): \($0)" }
      }
      for line in evidence + request.discovery.leftOut.lines {
        StandardStreams.output("# \(line)")
      }
    }
  }

  private func found(_ request: LoadRequest, in checkout: Checkout) throws -> [NewFile] {
    guard !request.discovery.environments.isEmpty else {
      checkout.reportNoEnvironment(request.discovery.diagnostics, request.discovery.leftOut)
      throw Outcome.no
    }
    let offline = compose.offline
    let declaration = try runToEnd { await checkout.declaration(of: request, offline: offline) }
    let written = declaration.configuration
    let errors = written.text(of: written.problems.filter { $0.severity == .error })
    for entry in errors.entries { StandardStreams.error(entry) }
    return declaration.files
  }

  private func write(_ files: [NewFile], in checkout: Checkout) throws {
    do {
      try checkout.workspace.create(files)
    } catch {
      StandardStreams.error("error: \(error); nothing was written")
      throw Outcome.no
    }
  }

  private func report(_ files: [NewFile]) {
    switch (output.format, dryRun) {
    case (.json, _):
      StandardStreams.output(json(files))
    case (.text, true):
      StandardStreams.output(files.map { "--- \($0.path)\n\($0.text)" }.joined(separator: "\n"))
    case (.text, false):
      for file in files { StandardStreams.output("wrote \(file.path)") }
      StandardStreams.output(
        """
        Next: check the files, above all tier and project; run triptych validate; run git add configs; \
        then run triptych, which can now launch the environments.
        """)
    }
  }

  private func json(_ files: [NewFile]) -> String {
    let objects = files.map {
      JSONValue.object(["path": .string($0.path), "text": .string($0.text)])
    }
    return JSONValue.object([
      "schema_version": .integer(1), "written": .bool(!dryRun), "files": .array(objects),
    ]).text
  }
}
