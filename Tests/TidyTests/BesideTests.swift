import FoundationEssentials
import Testing

/// What `make run` does with the images while its console is open.
final class `A program beside another` {
  private let folder = "/tmp/triptych-beside-\(UUID().uuidString.prefix(8))"
  private var log: String { folder + "/log" }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `writes a log, and is ended with the other one, whose code counts`() {
    let result = run("echo begun; exec sleep 1000", "until grep -qs . \(log); do :; done; exit 3")

    #expect(
      result.output == """
        The work was not finished (log: \(log))
        ended with 3

        """)
    #expect(Repository.shell("cat \(log)").output == "begun\n")
  }

  @Test func `that is done first is not spoken of`() {
    let result = run(
      "echo $$",
      "until grep -qs . \(log); do :; done; while kill -0 $(cat \(log)) 2>/dev/null; do :; done; echo console"
    )

    #expect(result.output == "console\nended with 0\n")
  }

  @Test func `takes what it has started along`() {
    let result = run(
      "sleep 1000 & echo $!; wait", "until grep -qs . \(log); do :; done")

    #expect(result.output.contains("was not finished"))
    #expect(
      Repository.shell("for i in $(seq 100); do kill -0 $(cat \(log)) || break; sleep 0.05; done")
        .output.contains("No such process"))
  }

  private func run(_ background: String, _ program: String) -> (output: String, isSuccess: Bool) {
    Repository.shell(
      "scripts/beside.sh \(log) 'The work' sh -c '\(background)' -- sh -c '\(program)'; echo ended with $?"
    )
  }
}
