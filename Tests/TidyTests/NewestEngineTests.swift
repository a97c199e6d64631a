import FoundationEssentials
import Glibc
import Testing

/// The script that lays the newest engine over the system's, on an engine that is one small program.
struct `The newest engine` {
  @Test(.enabled(if: getuid() == 0, "mounts need root"))
  func `is what one command finds, and nobody else`() throws {
    let cache = try Cache(hasEngine: true)

    let inside = cache.run("run sh -c 'triptych-newest $0; exit 3' word")

    #expect(inside.output == "newest word\n")
    #expect(!inside.isSuccess)
    #expect(!Repository.shell("command -v triptych-newest").isSuccess)
  }

  @Test(.enabled(if: getuid() == 0, "mounts need root"))
  func `must have been fetched before a command can run on it`() throws {
    let cache = try Cache(hasEngine: false)

    let result = cache.run("run true")

    #expect(
      result.output == "newest-engine: it is not here; scripts/newest-engine.sh fetch gets it\n")
    #expect(!result.isSuccess)
  }

  @Test func `is not fetched again within a month`() throws {
    let cache = try Cache(hasEngine: true)

    let result = cache.run("fetch")

    #expect(result.output == "")
    #expect(result.isSuccess)
  }

  @Test(.enabled(if: isDebian, "it comes from Debian's archive"))
  func `is kept when a newer one cannot be had`() throws {
    let cache = try Cache(hasEngine: true)
    #expect(Repository.shell("touch -d '31 days ago' \(cache.engine)").isSuccess)

    let result = cache.run("fetch")

    let words = result.output.split(separator: "\n").dropFirst()
    #expect(
      words == [
        "newest-engine: apt-get update: E: The archive is closed.",
        "newest-engine: the one that is kept goes on, although it is older than 30 days",
      ])
    #expect(result.isSuccess)
    #expect(cache.run("run triptych-newest").isSuccess == (getuid() == 0))
  }

  @Test(.enabled(if: isDebian, "it comes from Debian's archive"))
  func `is missed when there is none and none can be had`() throws {
    let cache = try Cache(hasEngine: false)

    let result = cache.run("fetch")

    #expect(result.output.hasSuffix("apt-get update: E: The archive is closed.\n"))
    #expect(!result.isSuccess)
    #expect(Repository.shell("ls -A \(cache.folder)/triptych").output == "")
  }

  @Test(.enabled(if: isDebian, "it comes from Debian's archive"))
  func `is impossible, which is no failure, where the archive has no such release`() throws {
    let cache = try Cache(
      hasEngine: false,
      error:
        "E: The repository 'http://one.example/debian forky Release' does not have a Release file.")

    let absent = cache.run("fetch; echo ended with $?")
    let closed = try Cache(hasEngine: false).run("fetch; echo ended with $?")

    #expect(absent.output.hasSuffix("does not have a Release file.\nended with 69\n"))
    #expect(closed.output.hasSuffix("The archive is closed.\nended with 1\n"))
  }

  private static let isDebian = Repository.shell("grep -qx ID=debian /etc/os-release").isSuccess
}

struct `The archive of the system` {
  @Test(arguments: [
    (
      "sources.list",
      """
      # deb http://old.example/debian bookworm main
      deb http://security.example/debian-security bookworm main
      deb [signed-by=/keys/a.gpg] http://one.example/debian bookworm main contrib
      deb http://two.example/debian bookworm main

      """
    ),
    (
      "sources.list.d/debian.sources",
      """
      Types: deb
      URIs: http://backports.example/debian
      Suites: bookworm-backports
      Components: main

      Types: deb
      URIs: http://one.example/debian
      Suites: bookworm bookworm-updates
      Components: main contrib

      """
    ),
  ])
  func `is found in either format of apt`(file: String, text: String) throws {
    let folder = try Folder()
    try folder.write(text, to: file)

    let result = Repository.shell("scripts/debian-mirror.sh bookworm \(folder.path)")

    #expect(result.output == "http://one.example/debian\n")
    #expect(result.isSuccess)
  }

  @Test func `is none where apt names none of that release`() throws {
    let folder = try Folder()
    try folder.write("deb http://one.example/ubuntu noble main\n", to: "sources.list")

    let result = Repository.shell("scripts/debian-mirror.sh bookworm \(folder.path)")

    #expect(result.output == "")
    #expect(!result.isSuccess)
  }
}

/// A user's cache, and an apt that reaches no archive.
private struct Cache {
  private let home: Folder
  var folder: String { home.path }
  var engine: String { folder + "/triptych/engine-forky" }

  init(hasEngine: Bool, error: String = "E: The archive is closed.") throws {
    home = try Folder()
    try home.write("#!/bin/sh\necho \"\(error)\" >&2; exit 100\n", to: "bin/apt-get")
    if hasEngine {
      try home.write(
        "#!/bin/sh\necho newest \"$@\"\n",
        to: "triptych/engine-forky/usr/local/bin/triptych-newest")
    }
  }

  func run(_ words: String) -> (output: String, isSuccess: Bool) {
    Repository.shell(
      "PATH=\(folder)/bin:$PATH XDG_CACHE_HOME=\(folder) scripts/newest-engine.sh \(words)")
  }
}

/// A folder of executable files that goes with the value.
private final class Folder {
  let path = "/tmp/triptych-tidy-\(UUID().uuidString.prefix(8))"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// By a shell: while this process has a file open to write, a process that another test just started may hold it, too,
  /// and the system runs no program that somebody writes.
  func write(_ text: String, to name: String) throws {
    let quoted = "'" + text.replacing("'", with: #"'\''"#) + "'"
    let isWritten = Repository.shell(
      "file=\(path)/\(name); mkdir -p ${file%/*} && printf %s \(quoted) >$file && chmod 755 $file"
    ).isSuccess
    try #require(isWritten)
  }
}
