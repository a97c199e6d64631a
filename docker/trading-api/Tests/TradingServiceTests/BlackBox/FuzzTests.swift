import Testing
import TradingService

extension BlackBox {
  struct `Surviving noise` {
    @Test func `five hundred broken requests leave a service that answers and has changed nothing`()
      async throws
    {
      try await Target.using { target async throws in
        try await target.unchanged { marker in
          let requests = target.wrongRequests(about: marker)
          var noise = Noise(state: 20_261_123)
          var unanswered = 0
          for number in 0..<500 {
            let request = noise.mutated(requests[number % requests.count])
            // The end of input tells the server that nothing more comes; it must then close.
            let text = try await Wire.exchange(bytes: [request], with: target, endsInput: true)
            if text.isEmpty { unanswered += 1 }
            if let status = Answer(text)?.status { #expect((200..<500).contains(status)) }
          }

          #expect(unanswered < 250)
          #expect(try await target.ask("/health/ready").status == 200)
        }
      }
    }
  }
}

extension Target {
  /// With the right key, aimed at all that can be changed, and each wrong in two ways that are far apart: noise
  /// must not make a right one of it by chance.
  fileprivate func wrongRequests(about marker: Order) -> [String] {
    let json = ["Content-Type": "application/json"]
    func request(_ method: String, _ path: String, _ body: String) -> String {
      head(method, path, json.merging(["Content-Length": "\(body.utf8.count)"]) { $1 }) + body
    }
    return [
      head("GET", "/quotes") + "{\"a\":[1,2,3]}",
      // Without an Idempotency-Key.
      request("POST", "/orders", order(quantity: -1).replacing("side", with: "direction")),
      request("PUT", "/kill-switch", #"{"hold":true,"why":"noise"}"#),
      head("DELETE", "/orders/\(String(marker.id.description.reversed()))"),
      head("DELETE", "/orders"),
      request("PUT", "/orders/\(marker.id)", #"{"status":"cancelled"}"#),
    ]
  }
}

/// Random changes that are the same in every run.
private struct Noise {
  var state: UInt64

  private mutating func next(below bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(1, bound)))
  }

  mutating func mutated(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...next(below: 4) {
      let place = next(below: bytes.count)
      switch next(below: 5) {
      case 0: bytes[place] = UInt8(next(below: 256))
      case 1: bytes.insert(UInt8(next(below: 256)), at: place)
      case 2: bytes.remove(at: place)
      case 3: bytes.removeLast(next(below: bytes.count / 2))
      default: bytes.insert(contentsOf: bytes[..<place].suffix(20), at: place)
      }
    }
    return bytes
  }
}
