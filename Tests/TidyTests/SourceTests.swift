import Testing

struct `Sources` {
  @Test func `no file has more than 400 lines`() {
    let long = Repository.files
      .filter { $0.path.contains(#/\.(swift|c|h|sh|py)$/#) && $0.lines.count > 401 }
      .map { "\($0.path): \($0.lines.count) lines" }

    #expect(long == [])
  }

  @Test func `nothing is public`() {
    let places = Repository.sources.flatMap {
      $0.places(
        of:
          #/\b(public|open) (\w+ )*(let|var|func|struct|enum|class|actor|init|protocol|typealias|extension)\b/#
      )
    }

    #expect(places == [])
  }

  @Test func `nothing is left for later`() {
    let mark = #/\b(TODO|FIXME|XXX)\b/#

    let places = Repository.files.filter { $0.path.contains(#/\.(swift|c|h|sh|yml|yaml|py)$/#) }
      .filter { !$0.path.hasPrefix("Tests/TidyTests/") }
      .flatMap { file in
        file.lines.filter { $0.contains(mark) }.map { "\(file.path): \($0)" }
      }

    #expect(places == [])
  }

  @Test func `nothing is forced`() {
    let places = Repository.sources.flatMap { $0.places(of: #/\btry!|\bas!|[\w\])]!([.,)\s]|$)/#) }

    #expect(places == [])
  }

  @Test func `no check of the compiler is silenced`() {
    let places = Repository.sources.flatMap {
      $0.places(of: #/@unchecked Sendable|nonisolated\(unsafe\)|@preconcurrency/#)
    }

    #expect(places == [])
  }

  @Test func `no failure is swallowed`() {
    let places = Repository.sources.flatMap { $0.places(of: #/catch\s*\{\s*\}/#) }

    #expect(places == [])
  }

  @Test func `a type that other rooms see has a file of its name`() {
    let strays = Repository.sources.filter { file in
      let stem = file.name.split(whereSeparator: { "+.".contains($0) }).first ?? ""
      return !file.types.isEmpty && (file.types.count > 1 || file.types.first != String(stem))
    }.map { "\($0.path) declares \($0.types.joined(separator: ", "))" }

    #expect(strays == [])
  }

  @Test func `a name says what it is for`() {
    let places = Repository.sources.flatMap {
      $0.places(
        of: #/(struct|enum|class|actor|protocol) \w*(Manager|Helper|Util|Utils|Handler|Impl)\b/#)
    }

    #expect(places == [])
  }
}
