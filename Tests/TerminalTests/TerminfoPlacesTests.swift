import FoundationEssentials
import Processes
import TestSupport
import Testing

@testable import Terminal

/// A relative place lies in the folder that is looked at, and what is there may be a stranger's.
struct `The places of terminal descriptions` {
  @Test func `only absolute folders are searched`() {
    let folders = TerminfoPlaces.folders([
      "TERMINFO": "terminfo", "HOME": "home", "TERMINFO_DIRS": "a:/usr/lib/terminfo::./b",
    ])

    #expect(folders == ["/usr/lib/terminfo"])
    #expect(
      TerminfoPlaces.folders(["TERMINFO": "/t", "HOME": "/h"]) == ["/t", "/h/.terminfo"])
  }

  @Test func `a description in the variable itself is no place`() {
    #expect(TerminfoPlaces.absolute(["TERMINFO": "hex:1E02"]) == ["TERMINFO": "hex:1E02"])
    #expect(TerminfoPlaces.folders(["TERMINFO": "hex:1E02"]) == [])
  }

  @Test func `the system's own folder stays in the list`() {
    #expect(TerminfoPlaces.absolute(["TERMINFO_DIRS": ":x"]) == ["TERMINFO_DIRS": ""])
    #expect(TerminfoPlaces.absolute(["TERMINFO_DIRS": "x:y"]) == [:])
  }

  @Test(arguments: ["TERMINFO", "TERMINFO_DIRS", "HOME"])
  func `ncurses takes none that is relative`(variable: String) async throws {
    let folder = "/tmp/terminfo-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = await SubprocessRunner().run(
      Command(
        "/bin/sh",
        [
          "-c",
          #"mkdir -p "$0/.terminfo"; infocmp xterm | sed 's/^xterm|/stranger|/' >"$0/source"; tic -x -o "$0/.terminfo" "$0/source""#,
          folder,
        ], environment: ["PATH": "/usr/bin:/bin"], deadline: .seconds(120)))
    #expect(made.isSuccess, "\(made.errors)")
    func starts(_ place: String) throws -> Bool {
      let session = try TerminalSession(
        Probe.path, environment: ["TERM": "stranger", variable: place], directory: folder)
      return (try? session.wait(for: "heard nothing")) != nil
    }

    let isHome = variable == "HOME"
    #expect(try starts(isHome ? folder : "\(folder)/.terminfo"))
    #expect(try !starts(isHome ? "." : ".terminfo"))
  }
}
