/// Made-up prices that need no memory: each follows from the symbol and the number of the tick, so that all
/// replicas quote the same, before and after a restart.
package enum PriceSimulation {
  /// The price of `symbol` at `tick` in cents; between 10 and 550 dollars, and never far from the last one.
  package static func cents(of symbol: String, at tick: Int) -> Int {
    let seed = fingerprint(of: symbol)
    let base = Double(2_000 + seed % 48_000)
    let drift =
      0.08 * wave(seed, tick, every: 900) + 0.01 * wave(seed &+ 1, tick, every: 40)
      + 0.001 * wave(seed &+ 2, tick, every: 1)
    return Int((base * (1 + drift)).rounded())
  }

  /// A smooth line through random points, one each `every` ticks; from -1 to 1.
  private static func wave(_ seed: UInt64, _ tick: Int, every ticks: Int) -> Double {
    let position = tick / ticks
    let part = Double(tick % ticks) / Double(ticks)
    let eased = part * part * (3 - 2 * part)
    return point(seed, position) * (1 - eased) + point(seed, position + 1) * eased
  }

  private static func point(_ seed: UInt64, _ position: Int) -> Double {
    let bits = mixed(seed ^ mixed(UInt64(truncatingIfNeeded: position)))
    return Double(bits >> 11) / Double(1 << 52) - 1
  }

  /// SplitMix64.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// FNV-1a: Swift's own hash changes with every start.
  private static func fingerprint(of text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
