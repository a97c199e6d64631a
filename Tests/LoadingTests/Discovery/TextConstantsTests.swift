import Testing

@testable import Environments
@testable import Loading

struct `Variables of Makefiles and scripts` {
  private let base = [
    "compose.yaml": services("web"), "compose.prod.yaml": services("web"),
  ]

  /// The files of production, and what is not read.
  private func prod(_ text: String, in file: String) -> String {
    let found = discovery(base.merging([file: text]) { $1 })
    let files = found.environments.first { $0.name == "prod" }?.composeFiles.map(\.path) ?? []
    return files.joined(separator: " ") + (found.leftOut.unread.isEmpty ? "" : "; unread")
  }

  @Test(arguments: [
    ("Makefile", "F = compose.prod.yaml\nup:\n\tdocker compose -f $(F) up -d\n"),
    ("Makefile", "up:\n\tdocker compose -f ${F} up -d\nF := compose.prod.yaml # prod\n"),
    ("deploy.mk", "export F ?= compose.prod.yaml\nup:\n\tdocker compose -f \"$(F)\" up\n"),
    ("Makefile", "G = -f compose.prod.yaml\nDC = docker compose $(G)\nup:\n\t$(DC) up\n"),
    ("up.sh", "F=compose.prod.yaml\ndocker compose -f $F up\n"),
    ("up.sh", "F=\"compose.prod.yaml\"\ndocker compose -f \"$F\" up\n"),
    ("bin/up", "readonly F='compose.prod.yaml'\ndocker compose -f \"${F}\" up\n"),
    ("up.sh", "D=.\nF=$D/compose.prod.yaml\ndocker compose --file=\"$F\" up\n"),
  ])
  func `that are set once stand for their text`(file: String, text: String) {
    #expect(prod(text, in: file) == "compose.prod.yaml")
  }

  @Test(arguments: [
    ("Makefile", "F = compose.prod.yaml\nF = compose.yaml\nup:\n\tdocker compose -f $(F) up\n"),
    ("Makefile", "up: F = compose.prod.yaml\nup:\n\tdocker compose -f $(F) up\n"),
    ("Makefile", "F = $(shell ls compose.prod.yaml)\nup:\n\tdocker compose -f $(F) up\n"),
    ("Makefile", "up:\n\tdocker compose -f $(F) up\n"),
    ("up.sh", "F=compose.prod.yaml\n[ $1 ] && F=compose.yaml\ndocker compose -f $F up\n"),
    ("up.sh", "if x; then\n  F=compose.prod.yaml\nfi\ndocker compose -f $F up\n"),
    ("up.sh", "F=${1:-compose.prod.yaml}\ndocker compose -f $F up\n"),
    ("up.sh", "F=$(ls compose.prod.yaml)\ndocker compose -f \"$F\" up\n"),
    ("up.sh", "F=compose.prod.yaml\nread F\ndocker compose -f \"$F\" up\n"),
  ])
  func `that are set twice, elsewhere or by a command are not read`(file: String, text: String) {
    #expect(prod(text, in: file) == "compose.yaml compose.prod.yaml; unread")
  }

  @Test func `that are a part of a name remain a choice`() {
    let text = "ENV = dev\nup:\n\tdocker compose -f compose.$(ENV).yaml up\n"

    #expect(prod(text, in: "Makefile") == "compose.prod.yaml")
  }
}
