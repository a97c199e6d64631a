import Foundation
import NIOSSL
import TradingService

/// The api that black-box tests talk to: one that the test has started, or a running container.
///
/// With the environment variable `TRADING_API_TARGET` the same bodies run against a live stack. It names a
/// JSON file: `{"host": "127.0.0.1", "port": 28080, "tls": true, "ca": "/path/ca.pem" or null,
/// "key": "a valid key" or null, "environment": "staging", "config": "/path/config.json"}`, where `config` is
/// the rendered configuration that the container reads. What they expect follows from that configuration.
/// The suites that do so are nested in `BlackBox`: `TRADING_API_TARGET=target.json swift test --filter BlackBox`.
/// All others change the configuration of what they test, which only a service of their own can bear.
struct Target: Sendable {
  var host: String
  var port: Int
  var isTLS = false
  /// Whether the client knows nothing newer than TLS 1.2.
  var isOldTLS = false
  /// The PEM file with the authority to trust; nil to trust anybody.
  var authority: String?
  /// A key that the api accepts; nil where it asks for none.
  var key: String?
  var configuration: ServiceConfiguration

  /// The file of the live target; nil when tests serve for themselves.
  static let livePath = ProcessInfo.processInfo.environment["TRADING_API_TARGET"]

  /// Runs `body` against the live target or, without one, against an api with quotes, keys and a limit.
  static func using(_ body: (Target) async throws -> Void) async throws {
    if let livePath { return try await body(live(livePath)) }
    let configuration = try Sample.configuration {
      $0.api.authentication = Sample.authentication
      $0.api.cors.allowedOrigins = ["https://console.example"]
      $0.api.cors.allowedMethods = ["GET", "POST"]
      $0.api.rateLimit = RateLimit(requestsPerSecond: 100, burst: 200)
      $0.api.maxRequestBodyBytes = 4_096
      $0.api.requestTimeout = .seconds(2)
    }
    try await RunningService.serving(configuration) { try await body($0.target) }
  }

  private struct Description: Decodable {
    var host: String
    var port: Int
    var tls: Bool
    var ca: String?
    var key: String?
    var environment: String
    var config: String
  }

  private static func live(_ path: String) throws -> Target {
    let description = try JSONDecoder().decode(
      Description.self, from: Data(contentsOf: URL(filePath: path)))
    guard let configuration = readConfiguration(at: description.config).configuration,
      configuration.environment == description.environment
    else { throw SampleError() }
    return Target(
      host: description.host, port: description.port, isTLS: description.tls,
      authority: description.ca, key: description.key, configuration: configuration)
  }

  func clientContext() throws -> NIOSSLContext {
    var client = TLSConfiguration.makeClientConfiguration()
    if isOldTLS { client.maximumTLSVersion = .tlsv12 }
    if let authority {
      client.trustRoots = .file(authority)
      client.certificateVerification = .noHostnameVerification
    } else {
      client.certificateVerification = .none
    }
    return try NIOSSLContext(configuration: client)
  }

  /// The head of a request on a connection of its own, with the target's key.
  func head(
    _ method: String, _ path: String, _ headers: [String: String] = [:], withKey: Bool = true
  ) -> String {
    var lines = ["\(method) \(path) HTTP/1.1", "Host: \(host):\(port)"]
    if !headers.keys.contains("Connection") { lines.append("Connection: close") }
    if withKey, let key, let authentication = configuration.api.authentication {
      lines.append("\(authentication.header): \(key)")
    }
    lines += headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }

  func ask(
    _ path: String, method: String = "GET", _ headers: [String: String] = [:], body: String = "",
    withKey: Bool = true
  ) async throws -> Answer {
    var headers = headers
    if !body.isEmpty { headers["Content-Length"] = "\(body.utf8.count)" }
    return try await send([head(method, path, headers, withKey: withKey) + body])
  }

  /// Sends raw text and returns the first answer; the server must close the connection.
  func send(_ pieces: [String], pause: Duration = .zero) async throws -> Answer {
    let text = try await Wire.exchange(
      pieces, with: self, pause: pause, patience: configuration.api.requestTimeout + .seconds(10))
    guard let answer = Answer(text) else { throw Wire.Silence(received: text) }
    return answer
  }
}
