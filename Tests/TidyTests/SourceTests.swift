import Testing

struct `Sources` {
  /// The sources of the program and of the workload.
  static let swift = "**/Sources/**/*.swift"

  @Test func `no file has more than 400 lines`() {
    let counts = Repository.shell(
      "git ls-files --cached --others --exclude-standard -- '*.swift' '*.c' '*.h' '*.sh' '*.py'"
        + " | xargs wc -l | awk '$1 > 400 && $2 != \"total\"'")

    #expect(counts.output == "")
  }

  @Test func `nothing is public`() {
    let lines = Repository.lines(matching: #"^ *(public|open) [a-z]+ "#, in: Self.swift)

    #expect(lines.map(\.description) == [])
  }

  @Test func `nothing is left for later`() {
    let found = Repository.shell(
      #"git grep --untracked -nIE '\b(TODO|FIXME|XXX)\b' -- Sources Tests scripts bench configs docker ':!Tests/TidyTests'"#
    )

    #expect(found.output == "")
  }

  @Test func `nothing is forced`() {
    let lines = Repository.lines(
      matching: #"\btry!|\bas!|[])A-Za-z0-9_]!([.,)]|$)"#, in: Self.swift)

    #expect(lines.map(\.description) == [])
  }

  @Test func `no check of the compiler is silenced`() {
    let lines = Repository.lines(
      matching: #"@unchecked Sendable|nonisolated\(unsafe\)|@preconcurrency"#, in: Self.swift)

    #expect(lines.map(\.description) == [])
  }

  @Test func `JSON is read and written in one place`() {
    let lines = Repository.lines(
      matching:
        #"\b(Codable|Decodable|Encodable|CodingKey)\b|JSON(Decoder|Encoder|Serialization)[(.]"#,
      in: "Sources/**/*.swift")

    #expect(lines.map(\.description) == [])
  }

  @Test func `no failure is swallowed`() {
    let lines = Repository.lines(matching: #"catch *\{ *\}"#, in: Self.swift)

    #expect(lines.map(\.description) == [])
  }

  @Test func `a type that other rooms see stands in a file named after it or its main type`() {
    let types = Repository.lines(
      matching: #"^(package |final |indirect )*(struct|enum|class|actor|protocol) [A-Za-z]+"#,
      in: Self.swift)
    let mains = Set(types.filter { $0.declares($0.stem) }.map(\.path))

    let strays = types.filter { $0.text.contains("package ") && !mains.contains($0.path) }

    #expect(!types.isEmpty)
    #expect(strays.map(\.description) == [])
  }

  @Test func `a name says what it is for`() {
    let lines = Repository.lines(
      matching:
        #"(struct|enum|class|actor|protocol) [A-Za-z]*(Manager|Helper|Util|Utils|Handler|Impl)\b"#,
      in: Self.swift)

    // Types that implement a handler protocol of a library keep the name that the library uses.
    let own = lines.filter {
      !$0.text.contains(/: .*\b(Channel(Inbound|Duplex)Handler|LogHandler)\b/)
    }

    #expect(own.map(\.description) == [])
  }
}
