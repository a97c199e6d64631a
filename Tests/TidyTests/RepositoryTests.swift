import Testing

struct `The repository` {
  @Test func `names no folder of the machine it was written on`() {
    let places = Repository.files.filter { !$0.path.hasPrefix("Tests/TidyTests/") }
      .flatMap { file in
        file.lines.filter { $0.contains(#/(^|[^\w.])\/(work|root|Users)\/|\/home\/\w+\//#) }
          .map { "\(file.path): \($0)" }
      }

    #expect(places == [])
  }

  @Test func `names no registry or mirror`() {
    let hosts =
      #/(deb|security|archive|ftp)\.(debian|ubuntu)\.(org|com)|pypi\.org|pythonhosted|registry-1\.docker|(npmjs|nodesource)\.|packages\.cloud/#

    let places = Repository.files.filter { !$0.path.hasPrefix("Tests/TidyTests/") }
      .flatMap { file in
        file.lines.filter { $0.contains(hosts) }.map { "\(file.path): \($0)" }
      }

    #expect(places == [])
  }

  @Test func `keeps what is built or private out of git`() {
    let strays = Repository.files.map(\.path)
      .filter { $0.contains(#/(^|\/)(Package\.resolved|\.build|\.triptych)(\/|$)|\.local\.yaml$/#) }

    #expect(strays == [])
  }

  @Test func `runs make test and nothing more in CI`() {
    #expect(
      Repository.file(".ci/run")?.text == """
        #!/usr/bin/env bash
        cd "$(dirname "$0")/.." && exec make test

        """)
  }

  @Test func `says in one line what each target of make does`() {
    let makefile = Repository.file("Makefile")?.text ?? ""
    let phony = makefile.firstMatch(of: #/\n\.PHONY: ([^\n]*)/#)?.1.split(separator: " ") ?? []

    let silent = phony.filter { !Repository.shell("make help").output.contains("make \($0) ") }

    #expect(!phony.isEmpty)
    #expect(silent == [])
  }
}
