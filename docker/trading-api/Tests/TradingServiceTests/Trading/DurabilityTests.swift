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
    let quotes = try Program(["serve", "--role", "quotes", "--config", other])
    let killed = try Program(["serve", "--role", "api", "--config", config])
    let target = Target(
      host: "127.0.0.1", port: ports.api, configuration: try Sample.configuration())
    try await becomeReady(target)

    let load = Load(target: target, order: order)
    async let clients: Void = load.run(count: 4)
    await load.wait(forAcknowledged: 200)
    killed.signal(SIGKILL)
    _ = try await killed.end()
    await clients
    let (acknowledged, asked) = (load.acknowledged, load.asked)

    let restarted = try Program(["serve", "--role", "api", "--config", config])
    try await becomeReady(target)
    let found = try await orders(target)
    #expect(acknowledged.count >= 200)
    #expect(acknowledged.filter { !found.contains($0) }.isEmpty)

    // Whoever got no answer asks again, and nothing is done twice.
    for key in asked {
      #expect(try await target.trade("POST", "/orders", order, key: key).status == 201)
    }
    let all = try await orders(target)
    #expect(all.count == asked.count)
    #expect(try await target.held("AAPL") == all.count * 2)

    for program in [restarted, quotes] {
      program.signal(SIGTERM)
      #expect(try await program.end().status == 0)
    }
  }

  private func becomeReady(_ target: Target) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while (try? await target.ask("/health/ready"))?.status != 200 {
      guard ContinuousClock.now < deadline else { throw SampleError() }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// The ids of all orders, page by page.
  private func orders(_ target: Target) async throws -> Set<OrderID> {
    var found: Set<OrderID> = []
    var after = ""
    while true {
      let page = try await target.trade("GET", "/orders?limit=200\(after)")
        .decoded(OrdersAnswer.self)
      found.formUnion(page.orders.map(\.id))
      guard let next = page.next else { return found }
      after = "&after=\(next)"
    }
  }
}

/// Clients that place orders as fast as they are answered, until nobody answers.
private final class Load: Sendable {
  private let target: Target
  private let order: String
  private let state = Mutex((acknowledged: [OrderID](), asked: [String]()))

  init(target: Target, order: String) {
    self.target = target
    self.order = order
  }

  var acknowledged: [OrderID] { state.withLock { $0.acknowledged } }
  /// The keys of all requests, answered or not.
  var asked: [String] { state.withLock { $0.asked } }

  func wait(forAcknowledged count: Int) async {
    while acknowledged.count < count {
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  func run(count: Int) async {
    await withTaskGroup(of: Void.self) { group in
      for client in 0..<count {
        group.addTask { await self.place(client) }
      }
    }
  }

  private func place(_ client: Int) async {
    for number in 0..<5_000 {
      let key = "\(client)-\(number)"
      state.withLock { $0.asked.append(key) }
      guard let answer = try? await target.trade("POST", "/orders", order, key: key) else { return }
      if answer.status == 201, let order = try? answer.decoded(Order.self) {
        state.withLock { $0.acknowledged.append(order.id) }
      }
    }
  }
}
