import FoundationEssentials
import Testing

struct `The manual` {
  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/mandoc")
        || ProcessInfo.processInfo.environment["CI"] == "true", "mandoc is not installed"))
  func `is a page that a formatter reads without a warning`() {
    let lint = Repository.shell("mandoc -T lint -W warning docs/triptych.1")

    #expect(lint.isSuccess, "\(lint.output)")
    #expect(lint.output == "")
  }

  @Test func `has the exit codes that the program has, and the guide and the help have no others`()
  {
    let codes =
      ["0"]
      + Repository.shell(
        "sed -n 's/.*ExitCode(\\([0-9]*\\)).*/\\1/p' Sources/triptych/Output/StandardStreams.swift"
      ).output.split(separator: "\n").map(String.init)
    let page = Repository.shell(
      "sed -n '/^.Sh EXIT STATUS/,/^.El/s/^.It \"\\([0-9]*\\)\"$/\\1/p' docs/triptych.1")
    let guide = Repository.shell("sed -n 's/^| \\([0-9][0-9]*\\) | .*/\\1/p' docs/guide.md")
    let help = Repository.shell(
      "grep -A2 'Exit codes: ' docs/commands.md | tr '\\n' ' ' | grep -oE '(: |; )[0-9]+ ' | grep -oE '[0-9]+'"
    )

    #expect(codes.count > 5)
    for text in [page, guide, help] {
      #expect(text.output.split(separator: "\n").map(String.init) == codes)
    }
  }
}

struct `Troubleshooting` {
  @Test func `has every code of the doctor, with its fix`() {
    let text = Repository.text("docs/troubleshooting.md") ?? ""
    let codes = Repository.shell(
      "git grep --untracked -ohE '\"DOC[0-9]{2}\"' -- Sources | tr -d '\"' | sort -u"
    )
    .output.split(separator: "\n")

    #expect(codes.count > 10)
    #expect(codes.filter { !text.contains("**`\($0)`") } == [])
  }

  @Test func `has every code of a diagnostic`() {
    let text = Repository.text("docs/troubleshooting.md") ?? ""

    #expect(Self.codes.count > 40)
    #expect(Self.codes.filter { !text.contains("`\($0)`") } == [])
  }

  @Test func `has no code that the sources do not have`() {
    let told = Repository.shell(
      "grep -oE '`[A-Z]{2,4}[0-9]{2}`' docs/troubleshooting.md | tr -d '`' | sort -u"
    ).output.split(separator: "\n").map(String.init)

    #expect(told.filter { !Self.codes.contains($0) } == [])
  }

  /// The codes in the sources.
  private static let codes: [String] = Repository.shell(
    "git grep --untracked -ohE '\"[A-Z]{2,4}[0-9]{2}\"' -- Sources | tr -d '\"' | sort -u"
  ).output.split(separator: "\n").map(String.init)
}
