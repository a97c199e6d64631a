import Environments
import Loading
import Testing

struct `Writing an accepted difference` {
  private let level = Acceptance(
    key: SettingKey(.settings, "logging.level"), environments: ["dev", "prod"],
    reason: "Less in production: disks are dear.", values: ["dev": "debug", "prod": "1.50"])

  @Test func `the first one makes the file, with a line that says what it is`() throws {
    let edit = try AcceptanceEdit(level, to: nil)

    #expect(
      edit.after == """
        # Differences that somebody looked at and found right, each with the reason. An entry with values lapses when
        # one of them changes.
        - key: logging.level
          source: settings
          environments: [dev, prod]
          reason: "Less in production: disks are dear."
          values: {dev: debug, prod: "1.50"}

        """)
    #expect(edit.line == 3)
    #expect(!edit.replaces)
  }

  @Test
  func `another one goes to the end, indented as its neighbours, and the rest keeps its bytes`()
    throws
  {
    let before = """
      # Ours.
        - key: a   # why not
          source: env
          environments: [dev, prod]
          reason: 'it''s fine'
      """

    let edit = try AcceptanceEdit(level, to: before)

    #expect(edit.after.hasPrefix(before + "\n  - key: logging.level\n    source: settings\n"))
    #expect(edit.line == 6)
  }

  @Test func `one that lapsed is replaced in its place, and comments stay`() throws {
    let before = """
      - key: a
        source: env
        environments: [dev, prod]
        reason: x
      - key: logging.level
        # Ask Anna.
        source: settings
        environments: [dev, prod]  # not staging
        reason: "old, see #12"
        values: {dev: debug, prod: error}

      # Ports.
      - key: b
        source: env
        environments: [dev, prod]
        reason: y

      """
    var acceptance = level
    acceptance.reason = "Less in production"
    acceptance.replaced = Location(file: AcceptanceEdit.file, line: 5, column: 3)

    let edit = try AcceptanceEdit(acceptance, to: before)

    #expect(
      edit.after == """
        - key: a
          source: env
          environments: [dev, prod]
          reason: x
        # Ask Anna.
        # not staging
        - key: logging.level
          source: settings
          environments: [dev, prod]
          reason: Less in production
          values: {dev: debug, prod: "1.50"}

        # Ports.
        - key: b
          source: env
          environments: [dev, prod]
          reason: y

        """)
    #expect(edit.replaces)
    #expect(edit.line == 7)
  }

  @Test func `a mark that may be a comment or part of the text leaves the entry to a hand`() {
    var acceptance = level
    acceptance.replaced = Location(file: AcceptanceEdit.file, line: 1, column: 3)

    #expect(throws: AcceptanceEditRefusal.self) {
      try AcceptanceEdit(
        acceptance,
        to: """
          - key: logging.level
            source: settings
            environments: [dev, prod]
            reason: 'see #12'
          """)
    }
  }

  @Test(arguments: [
    "[]", "- {key: a, source: env, environments: [dev, prod], reason: x}\r\n", "# Nothing yet.\n",
    "",
    "- key: a\n  source: env\n  environments: [dev, prod]\n  reason: >\n    folded\n    text\n\n\n",
    "---\n- key: a\n  source: env\n  environments: [dev, prod]\n  reason: x\n...\n",
    "[{key: a, source: env, environments: [dev, prod], reason: x}]\n",
    "- &a {key: a, source: env, environments: [dev, prod], reason: x}\n",
  ])
  func `whatever the style, the file reads as before with the entry, or is left to a hand`(
    before: String
  ) throws {
    do throws(AcceptanceEditRefusal) {
      let edit = try AcceptanceEdit(level, to: before)
      let (old, new) = (accepted(before), accepted(edit.after))
      #expect(new.dropLast().map(\.key) == old.map(\.key))
      #expect(new.last?.key == level.key)
      #expect(new.last?.values == level.values)
    } catch {
      #expect(!error.isBroken)
      #expect(error.entry.hasPrefix("- key: logging.level\n"))
    }
  }

  @Test func `text that YAML would read otherwise is quoted`() throws {
    var acceptance = level
    acceptance.key = SettingKey(.env, "A #b: c")
    acceptance.reason = "yes"
    acceptance.values = ["dev": "[a, b]", "prod": "é \"x\" \\ \u{1f600}, {y}"]

    let edit = try AcceptanceEdit(acceptance, to: nil)

    let read = try #require(accepted(edit.after).first)
    #expect(read.key == acceptance.key)
    #expect(read.reason == "yes")
    #expect(read.values == acceptance.values)
  }

  @Test func `long values have a line each`() throws {
    var acceptance = level
    acceptance.values = [
      "dev": String(repeating: "a", count: 80), "prod": String(repeating: "b", count: 80),
    ]

    let edit = try AcceptanceEdit(acceptance, to: nil)

    #expect(edit.entry.contains("  values:\n    dev: aaaa"))
    #expect(accepted(edit.after).first?.values == acceptance.values)
  }

  @Test func `a file with problems is not touched`() {
    do throws(AcceptanceEditRefusal) {
      _ = try AcceptanceEdit(level, to: "- key: a\n")
      Issue.record("it was edited")
    } catch {
      #expect(error.isBroken)
      #expect("\(error)" == "configs/accepted-differences.yaml has problems: mend them first")
    }
  }

  private func accepted(_ file: String) -> [AcceptedDifference] {
    Project([
      "configs/environment/dev.yaml": "schema_version: 1\ntarget: {project: dev}",
      "configs/environment/prod.yaml": "schema_version: 1\ntarget: {project: prod}",
      "configs/accepted-differences.yaml": file,
    ]).loaded().accepted
  }
}
