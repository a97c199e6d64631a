import Testing
import TradingService

extension BlackBox {
  struct `Surviving noise` {
    @Test func `five hundred broken requests leave a service that answers`() async throws {
      try await Target.using { target async throws in
        var noise = Noise(state: 20_261_123)
        var unanswered = 0
        for _ in 0..<500 {
          let request = noise.mutated(target.head("GET", "/quotes") + "{\"a\":[1,2,3]}")
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
