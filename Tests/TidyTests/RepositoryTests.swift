import Testing

struct `The repository` {
  @Test func `names no folder of the machine it was written on`() {
    let lines = Repository.lines(
      matching: #"(^|[^A-Za-z0-9_.}])/(work|root|Users)/|/home/[a-z]+/"#, in: "**")

    #expect(lines.map(\.description) == [])
  }

  @Test func `names no registry or mirror`() {
    let lines = Repository.lines(
      matching: #"(deb|security|archive|ftp)\.(debian|ubuntu)\.(org|com)|pypi\.org|pythonhosted"#
        + #"|registry-1\.docker|(npmjs|nodesource)\.|packages\.cloud"#,
      in: "**")

    #expect(lines.map(\.description) == [])
  }

  @Test func `keeps what is built or private out of git`() {
    let strays = Repository.shell(
      #"git ls-files | grep -E '(^|/)(Package\.resolved|\.build[^/]*|\.triptych)(/|$)|\.local\.yaml$'"#
    )

    #expect(strays.output == "")
  }

  @Test func `runs make test and nothing more in CI`() {
    #expect(
      Repository.text(".ci/run") == """
        #!/usr/bin/env bash
        cd "$(dirname "$0")/.." && exec make test

        """)
  }

  @Test func `says in one line what each target of make does`() {
    let phony = Repository.shell("sed -n 's/^\\.PHONY: //p' Makefile | tr ' ' '\\n' | sort").output
    let listed = Repository.shell(
      "env -u MAKEFLAGS -u MAKELEVEL make help | awk '{ print $2 }' | sort"
    ).output

    #expect(listed == phony)
  }
}
