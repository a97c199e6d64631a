import Testing

@testable import Operations

struct `Limiting calls` {
  @Test func `no more calls than the limit run at once, and all get a slot`() async {
    let limiter = Limiter(limit: 2)
    let gauge = Gauge()

    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          await limiter.run {
            await gauge.enter()
            await Task.yield()
            await gauge.leave()
          }
        }
      }
    }

    #expect(await gauge.most <= 2)
    #expect(await gauge.all == 20)
  }
}

private actor Gauge {
  private var inside = 0
  private(set) var most = 0
  private(set) var all = 0

  func enter() {
    inside += 1
    all += 1
    most = max(most, inside)
  }

  func leave() { inside -= 1 }
}
