import Testing

struct `Sources` {
  /// The program and the workload alike.
  static let swift = "**/Sources/**/*.swift"

  @Test func `no file has more than 400 lines`() {
    let counts = Repository.shell(
      "git ls-files --cached --others --exclude-standard -- '*.swift' '*.c' '*.h' '*.sh' '*.py'"
        + " | xargs wc -l | awk '$1 > 400 && $2 != \"total\"'")

    #expect(counts.output == "")
  }

  @Test func `nothing is public`() {
    let places = Repository.places(of: #"^ *(public|open) [a-z]+ "#, in: Self.swift)

    #expect(places.map(\.description) == [])
  }

  @Test func `nothing is left for later`() {
    let places = Repository.shell(
      #"git grep --untracked -nIE '\b(TODO|FIXME|XXX)\b' -- Sources Tests scripts bench configs docker ':!Tests/TidyTests'"#
    )

    #expect(places.output == "")
  }

  @Test func `nothing is forced`() {
    let places = Repository.places(
      of: #"\btry!|\bas!|[])A-Za-z0-9_]!([.,)]|$)"#, in: Self.swift)

    #expect(places.map(\.description) == [])
  }

  @Test func `no check of the compiler is silenced`() {
    let places = Repository.places(
      of: #"@unchecked Sendable|nonisolated\(unsafe\)|@preconcurrency"#, in: Self.swift)

    #expect(places.map(\.description) == [])
  }

  @Test func `JSON is read and written in one place`() {
    let places = Repository.places(
      of: #"\b(Codable|Decodable|Encodable|CodingKey)\b|JSON(Decoder|Encoder|Serialization)[(.]"#,
      in: "Sources/**/*.swift")

    #expect(places.map(\.description) == [])
  }

  @Test func `no failure is swallowed`() {
    let places = Repository.places(of: #"catch *\{ *\}"#, in: Self.swift)

    #expect(places.map(\.description) == [])
  }

  @Test func `a type that other rooms see stands in a file named after it or its main type`() {
    let types = Repository.places(
      of: #"^(package |final |indirect )*(struct|enum|class|actor|protocol) [A-Za-z]+"#,
      in: Self.swift)
    let mains = Set(types.filter { $0.declares($0.stem) }.map(\.path))

    let strays = types.filter { $0.text.contains("package ") && !mains.contains($0.path) }

    #expect(!types.isEmpty)
    #expect(strays.map(\.description) == [])
  }

  @Test func `a name says what it is for`() {
    let places = Repository.places(
      of:
        #"(struct|enum|class|actor|protocol) [A-Za-z]*(Manager|Helper|Util|Utils|Handler|Impl)\b"#,
      in: Self.swift)

    // What handles a protocol of a library is called as the library calls it.
    let own = places.filter {
      !$0.text.contains(/: .*\b(Channel(Inbound|Duplex)Handler|LogHandler)\b/)
    }

    #expect(own.map(\.description) == [])
  }
}
