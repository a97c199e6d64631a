import Engine
import Foundation
import Processes
import TestSupport

/// A checkout full of canaries, with an engine and a Compose plugin that repeat them.
final class CanaryCheckout: Sendable {
  let root: String
  let canaries: Canaries
  let engine = FakeEngine()
  private let home: String

  static let compose = DockerInstallation.find(in: ProcessInfo.processInfo.environment)
    .composePlugin

  init() throws {
    let folder = "/tmp/triptych-canary-\(getpid())-\(UInt32.random(in: .min ... .max))"
    root = folder + "/repository"
    home = folder + "/home"
    var canaries = Canaries()
    for (path, template) in try Self.templates() {
      try Self.write(root + "/" + path, canaries.plant(template, in: path))
    }
    for (path, template) in Self.secretFiles {
      try Self.write(root + "/" + path, canaries.plant(template, in: path), mode: 0o600)
    }
    let containers = EngineOfCanaries.containers(below: root, &canaries)
    let words = EngineOfCanaries.wordsOfCompose(&canaries)
    self.canaries = canaries
    engine.set {
      $0.containers = containers
      $0.images = ["postgres:16", "redis:7", "api:1", "worker:1", "tools:1", "mail:1"]
    }
    try Self.write(home + "/words", words)
    try Self.write(
      home + "/.docker/cli-plugins/docker-compose", Self.plugin(home: home), mode: 0o755)
    try Self.write(home + "/bin/docker", Self.recorder(home: home) + "exit 1\n", mode: 0o755)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
    try? FileManager.default.removeItem(atPath: home)
  }

  var environment: [String: String] {
    ["DOCKER_HOST": engine.address, "HOME": home, "PATH": home + "/bin:/usr/bin:/bin"]
      .merging(SanitizerOptions.inherited) { $1 }
  }

  func run(_ words: [String]) async -> CommandResult {
    await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", words + (words == Self.dumpHelp ? [] : ["-C", root]),
        environment: environment, workingDirectory: root, deadline: .seconds(60),
        outputBytesMax: 16 << 20))
  }

  static let dumpHelp = ["--experimental-dump-help"]

  func commandTree() async throws -> CommandTree {
    try CommandTree(json: await run(Self.dumpHelp).output)
  }

  /// The arguments of every program that was started, one a line.
  var argv: String { (try? String(contentsOfFile: home + "/argv", encoding: .utf8)) ?? "" }

  /// The text of every file that triptych wrote, by its path.
  func writtenFiles() -> [(path: String, text: String)] {
    let paths = FileManager.default.subpaths(atPath: root + "/.triptych") ?? []
    return paths.sorted().compactMap { path in
      FileManager.default.contents(atPath: root + "/.triptych/" + path)
        .map { (".triptych/" + path, String(decoding: $0, as: UTF8.self)) }
    }
  }

  private static let secretFiles = [
    (".triptych/secrets/dev/api_keys", "«api_keys»\n"),
    (".triptych/secrets/prod/api_keys", "«api_keys»\n"),
  ]

  private static func templates() throws -> [(path: String, text: String)] {
    let folder =
      #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Repository"
    return try (FileManager.default.subpaths(atPath: folder) ?? []).sorted().compactMap { path in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { return nil }
      return (path, try String(contentsOfFile: folder + "/" + path, encoding: .utf8))
    }
  }

  private static func write(_ path: String, _ text: String, mode: mode_t = 0o644) throws {
    let folder = path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: mode == 0o600 ? 0o700 : 0o755])
    try Data(text.utf8).write(to: URL(filePath: path))
    chmod(path, mode)
  }

  /// Keeps the arguments with which it was started.
  private static func recorder(home: String) -> String {
    "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" >>\(home)/argv\n"
  }

  /// The real one where Compose only reads; in place of each act it says something and fails.
  private static func plugin(home: String) -> String {
    recorder(home: home)
      + """
      case " $* " in
        *" config "*|*" version "*|*" version") exec \(compose ?? "false") "$@" ;;
        *" --dry-run "*) exit 0 ;;
      esac
      cat \(home)/words >&2
      exit 1

      """
  }
}
