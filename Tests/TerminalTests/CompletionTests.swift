import FoundationEssentials
import TestSupport
import Testing

/// The completion that `triptych --generate-completion-script` writes, loaded by the shells themselves on a terminal.
@Suite(.serialized)
struct `Completion in a shell` {
  @Test(.enabled(if: Shell.bash.isExpected, "bash is not installed"))
  func `bash completes the name of an environment, and a key`() throws {
    try Shell.bash.expectsToComplete()
  }

  @Test(.enabled(if: Shell.zsh.isExpected, "zsh is not installed"))
  func `zsh completes the name of an environment, and a key`() throws {
    try Shell.zsh.expectsToComplete()
  }

  @Test(.enabled(if: Shell.fish.isExpected, "fish is not installed"))
  func `fish completes the name of an environment, and a key`() throws {
    try Shell.fish.expectsToComplete()
  }
}

/// A shell without user settings, with triptych on its path.
private enum Shell: String {
  case bash, zsh, fish

  /// In CI the shell must be installed.
  var isExpected: Bool {
    FileManager.default.isExecutableFile(atPath: program)
      || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  func expectsToComplete() throws {
    let folder = "/tmp/triptych-completion-\(ProcessInfo.processInfo.processIdentifier)-\(rawValue)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let session = try TerminalSession(
      program, arguments,
      environment: [
        "PATH": "\(BuiltProducts.folder):/usr/local/bin:/usr/bin:/bin", "HOME": folder,
        "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder, "LC_ALL": "C.UTF-8",
      ], directory: Console.root, columns: 100, rows: 30)

    for line in preparation(folder) { session.send(line + "\r") }
    // The text is printed in two parts, so that the echo of the typed line does not match it.
    session.send("echo rea''dy\r")
    try session.wait(for: "\nready", timeoutMilliseconds: 60_000)
    session.send("triptych show stag\t")
    try session.wait(for: "triptych show staging", timeoutMilliseconds: 60_000)
    session.send("api.tls.min\t")
    try session.wait(for: "staging api.tls.min_version", timeoutMilliseconds: 60_000)
  }

  private var program: String { "/usr/bin/\(rawValue)" }

  private var arguments: [String] {
    switch self {
    case .bash: ["--norc", "--noprofile", "-i"]
    case .zsh: ["-f", "-i"]
    case .fish: ["--no-config", "--interactive"]
    }
  }

  private func preparation(_ folder: String) -> [String] {
    switch self {
    case .bash:
      ["triptych --generate-completion-script bash >\(folder)/script", ". \(folder)/script"]
    case .zsh:
      [
        "triptych --generate-completion-script zsh >\(folder)/_triptych",
        "fpath=(\(folder) $fpath); autoload -Uz compinit; compinit -u -D",
      ]
    case .fish:
      ["triptych --generate-completion-script fish >\(folder)/script", "source \(folder)/script"]
    }
  }
}
