import Foundation
import Synchronization
import Testing
import TradingService

struct `Surviving SIGKILL` {
  private let order = #"{"symbol":"AAPL","side":"buy","quantity":2,"limit_price":"1000.00"}"#

  /// Proves `database.synchronous`.
  @Test(.timeLimit(.minutes(3)))
  func `with database.synchronous full every acknowledged order is there after SIGKILL under load`()
    async throws
  {
    let folder = try TemporaryFolder()
    let ports = (api: try freePort(), quotes: try freePort())
    let config = try folder.writeConfiguration(ports: ports)
    let other = try folder.writeConfiguration(file: "quotes.json", ports: ports)
    let quotes = try BuiltProgram.serve(["--role", "quotes", "--config", other])
    let killed = try BuiltProgram.serve(["--role", "api", "--config", config])
    try await becomeReady(ports.api)

    let load = Load(port: ports.api, order: order)
    async let clients: Void = load.run(connections: 4)
    await load.wait(forAcknowledged: 200)
    await killed.stop(SIGKILL)
    await clients
    let (acknowledged, asked) = (load.acknowledged, load.asked)

    let restarted = try BuiltProgram.serve(["--role", "api", "--config", config])
    try await becomeReady(ports.api)
    let found = try orders(ports.api)
    #expect(acknowledged.count >= 200)
    #expect(acknowledged.filter { found[$0] == nil }.isEmpty)

    // Whoever got no answer asks again, and nothing is done twice.
    let connection = try #require(ClientConnection(port: ports.api))
    for key in asked {
      #expect(connection.ask("POST", "/orders", order, key: key)?.hasPrefix("201 ") == true)
    }
    let all = try orders(ports.api)
    #expect(all.count == asked.count)
    #expect(
      connection.ask("GET", "/positions")?.contains(#""quantity":\#(all.count * 2),"#) == true)

    #expect(await restarted.stop(SIGTERM) == 0)
    await quotes.stop(SIGTERM)
  }

  private func becomeReady(_ port: Int) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while ClientConnection(port: port)?.ask("GET", "/health/ready")?.hasPrefix("200 ") != true {
      guard ContinuousClock.now < deadline else { throw SampleError() }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// All orders by their id, page by page.
  private func orders(_ port: Int) throws -> [String: Bool] {
    let connection = try #require(ClientConnection(port: port))
    var found: [String: Bool] = [:]
    var after = ""
    while true {
      let page = try #require(connection.ask("GET", "/orders?limit=200\(after)"))
      for match in page.matches(of: #/"id":"(\w+)"/#) { found[String(match.output.1)] = true }
      guard let next = page.firstMatch(of: #/"next":"(\w+)"/#)?.output.1 else { return found }
      after = "&after=\(next)"
    }
  }
}

/// Clients that place orders as fast as they are answered, until their connections break.
private final class Load: Sendable {
  private let port: Int
  private let order: String
  private let state = Mutex((acknowledged: [String](), asked: [String]()))

  init(port: Int, order: String) {
    self.port = port
    self.order = order
  }

  var acknowledged: [String] { state.withLock { $0.acknowledged } }
  /// The keys of all requests, answered or not.
  var asked: [String] { state.withLock { $0.asked } }

  func wait(forAcknowledged count: Int) async {
    while acknowledged.count < count {
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Each client has a thread of its own: it blocks.
  func run(connections: Int) async {
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<connections {
        group.addTask {
          await withCheckedContinuation { done in
            Thread {
              self.place(number)
              done.resume()
            }.start()
          }
        }
      }
    }
  }

  private func place(_ client: Int) {
    guard let connection = ClientConnection(port: port) else { return }
    for number in 0..<5_000 {
      let key = "\(client)-\(number)"
      state.withLock { $0.asked.append(key) }
      guard let answer = connection.ask("POST", "/orders", order, key: key) else { return }
      if answer.hasPrefix("201 "), let id = answer.firstMatch(of: #/"id":"(\w+)"/#)?.output.1 {
        state.withLock { $0.acknowledged.append(String(id)) }
      }
    }
  }
}
