import Foundation
import NIOCore
import Testing
import TradingService

struct `Running the program` {
  @Test func `secrets that cannot be used end it with 78 before it listens, all of them named`()
    async throws
  {
    let program = try ServedRole(.api) {
      $0.replacing(
        "\"bind\": \"0.0.0.0:8080\"",
        with: #"""
          "bind": "0.0.0.0:8080", "auth": {"mode": "api_key", "keys": "FOLDER/keys"},
          "tls": {"enabled": true, "certificate": "FOLDER/cert.pem", "key": "FOLDER/key.pem"}
          """#)
    }
    defer { program.kill() }

    let (code, output) = try await program.end()

    #expect(code == 78)
    for file in ["keys", "cert.pem", "key.pem"] {
      #expect(
        output.contains(
          "\(program.folder.path)/\(file): error: the file cannot be read: No such file"))
    }
  }

  @Test func `SIGHUP reloads, and a wrong configuration leaves it running`() async throws {
    let program = try ServedRole(.api)
    defer { program.kill() }
    try await program.untilLive(port: 8080)
    let target = try program.target(port: 8080)

    try program.write { _ in "{}" }
    program.signal(SIGHUP)
    try program.write {
      $0.replacing(
        "\"bind\": \"0.0.0.0:8080\"",
        with: #""bind": "0.0.0.0:8080", "cors": {"allowed_origins": ["https://new.example"]}"#)
    }
    program.signal(SIGHUP)

    var allowed: String?
    for _ in 0..<500 where allowed == nil {
      allowed = try await target.ask("/health/live", ["Origin": "https://new.example"])
        .headers["access-control-allow-origin"]
    }
    #expect(allowed == "https://new.example")
    program.signal(SIGTERM)
    let (code, output) = try await program.end()
    #expect(code == 0)
    #expect(output.contains("The configuration is reloaded. settings=api.cors.allowed_origins"))
  }

  @Test func `a stop ends a quiet service at once with 0`() async throws {
    let program = try ServedRole(.quotes)
    defer { program.kill() }
    try await program.untilLive(port: 8081)
    let start = ContinuousClock.now

    program.signal(SIGTERM)

    #expect(try await program.end().code == 0)
    #expect(start.duration(to: .now) < .seconds(3))
  }

  /// Proves `api.timeouts.shutdown`.
  @Test(arguments: [(1, "Open requests did not end in time"), (2, "A second signal ends")])
  func `api.timeouts.shutdown: an open request is waited for so long, or until a second signal`(
    signals: Int, words: String
  ) async throws {
    let program = try ServedRole(.api) {
      $0.replacing(
        "\"bind\": \"0.0.0.0:8080\"",
        with: signals == 1
          ? #""bind": "0.0.0.0:8080", "timeouts": {"shutdown": 300, "request": 60000}"#
          : #""bind": "0.0.0.0:8080", "timeouts": {"shutdown": 60000, "request": 60000}"#)
    }
    defer { program.kill() }
    try await program.untilLive(port: 8080)
    let open = try await Wire.connect(to: try program.target(port: 8080))
    try await open.executeThenClose { _, outbound in
      try await outbound.write(
        ByteBuffer(
          string: "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"))
      _ = try await program.target(port: 8080).ask("/health/live")

      for _ in 0..<signals {
        program.signal(SIGTERM)
        try await Task.sleep(for: .milliseconds(100))
      }

      let (code, output) = try await program.end()
      #expect(code == 0)
      #expect(output.contains(words))
    }
  }
}
