/// The UTC offsets of one time zone at any moment, as a file of the tz database defines them (TZif, RFC 9636).
package struct TimeZoneRules: Hashable, Sendable {
  /// The offset between two transitions.
  package struct Period: Hashable, Sendable {
    /// Seconds ahead of UTC; negative west of Greenwich.
    package var offsetSeconds: Int
    /// Such as `CET`, or `+0545` where the zone has no letters.
    package var abbreviation: String
  }

  package static let utc = TimeZoneRules(
    early: Period(offsetSeconds: 0, abbreviation: "UTC"), transitions: [], periods: [], later: nil)

  /// The period before the first transition.
  private let early: Period
  /// Seconds since 1970, in ascending order.
  private let transitions: [Int]
  /// The period that begins with each transition.
  private let periods: [Period]
  /// The rule that applies from the last transition on.
  private let later: RecurringTimeZone?

  package func period(at seconds: Int) -> Period {
    if let later, transitions.last.map({ seconds >= $0 }) ?? true {
      return later.period(at: seconds)
    }
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? early : periods[low - 1]
  }

  /// Ahead of UTC, in seconds; negative west of Greenwich.
  package func offset(at seconds: Int) -> Int { period(at: seconds).offsetSeconds }

  /// Reads a zone in POSIX notation, such as `CET-1CEST,M3.5.0,M10.5.0/3`; `nil` for any other text.
  package init?(posix text: String) {
    guard let zone = RecurringTimeZone(text) else { return nil }
    self.init(early: zone.standard, transitions: [], periods: [], later: zone)
  }

  private init(early: Period, transitions: [Int], periods: [Period], later: RecurringTimeZone?) {
    self.early = early
    self.transitions = transitions
    self.periods = periods
    self.later = later
  }
}

extension TimeZoneRules {
  /// Larger files are refused. The largest file of the database has 4 KiB.
  package static let bytesMax = 64 << 10

  /// Reads a TZif file of any version; `nil` for any other bytes, and for more than `bytesMax`. Leap seconds are
  /// ignored, as system clocks ignore them.
  package init?(tzif bytes: [UInt8]) {
    guard bytes.count <= Self.bytesMax, let first = Block(bytes[...], timeSize: 4) else {
      return nil
    }
    guard first.version != 0 else {
      self.init(first, later: nil)
      return
    }
    // The first block exists for readers of version 1 only.
    guard let block = Block(bytes[first.end...], timeSize: 8) else { return nil }
    let footer = bytes[block.end...]
    guard footer.first == 0x0a, let end = footer.dropFirst().firstIndex(of: 0x0a) else {
      return nil
    }
    let text = String(decoding: footer[(footer.startIndex + 1)..<end], as: UTF8.self)
    let later = RecurringTimeZone(text)
    guard text.isEmpty || later != nil else { return nil }
    self.init(block, later: later)
  }

  private init?(_ block: Block, later: RecurringTimeZone?) {
    guard let transitions = block.transitions, let kinds = block.kinds,
      let early = kinds.first
    else { return nil }
    let indices = block.indices
    guard indices.allSatisfy({ $0 < kinds.count }) else { return nil }
    self.init(
      early: early, transitions: transitions, periods: indices.map { kinds[Int($0)] }, later: later)
  }
}

/// One block of a TZif file: a header and its data.
private struct Block {
  var version: UInt8
  /// The index of the file's first byte after the data.
  var end: Int
  private var times: ArraySlice<UInt8>
  private(set) var indices: ArraySlice<UInt8>
  private var types: ArraySlice<UInt8>
  private var names: ArraySlice<UInt8>
  private let timeSize: Int

  /// `nil` when the bytes are not a header, or there is less data than it announces.
  init?(_ bytes: ArraySlice<UInt8>, timeSize: Int) {
    guard bytes.count >= 44, bytes.starts(with: "TZif".utf8) else { return nil }
    self.timeSize = timeSize
    version = bytes[bytes.startIndex + 4]
    var rest = bytes.dropFirst(20)
    // Each count is below 2^32, so that no sum of sizes overflows.
    let counts = (0..<6).map { _ in Int(UInt32(truncatingIfNeeded: Self.take(4, of: &rest).number))
    }
    let (utcs, standards, leaps, times, types, names) =
      (counts[0], counts[1], counts[2], counts[3], counts[4], counts[5])
    let tail = leaps * (timeSize + 4) + standards + utcs
    let size = times * (timeSize + 1) + types * 6 + names + tail
    guard size <= rest.count, types <= 256 else { return nil }
    self.times = Self.take(times * timeSize, of: &rest)
    indices = Self.take(times, of: &rest)
    self.types = Self.take(types * 6, of: &rest)
    self.names = Self.take(names, of: &rest)
    end = rest.startIndex + tail
  }

  /// `nil` when they are not in ascending order.
  var transitions: [Int]? {
    let all = stride(from: times.startIndex, to: times.endIndex, by: timeSize)
      .map { times[$0..<($0 + timeSize)].number }
    return zip(all, all.dropFirst()).allSatisfy(<) ? all : nil
  }

  /// `nil` when an offset or an abbreviation is invalid.
  var kinds: [TimeZoneRules.Period]? {
    var kinds: [TimeZoneRules.Period] = []
    for start in stride(from: types.startIndex, to: types.endIndex, by: 6) {
      let offset = types[start..<(start + 4)].number
      let name = names.dropFirst(Int(types[start + 5]))
      guard (-89_999...93_599).contains(offset), let end = name.firstIndex(of: 0),
        let word = RecurringTimeZone.word(name[..<end])
      else { return nil }
      kinds.append(TimeZoneRules.Period(offsetSeconds: offset, abbreviation: word))
    }
    return kinds
  }

  private static func take(_ count: Int, of rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}

extension ArraySlice<UInt8> {
  /// Four or eight bytes, the most significant first, in two's complement.
  fileprivate var number: Int {
    let isNegative = first.map { $0 >= 0x80 } ?? false
    return reduce(isNegative ? -1 : 0) { $0 << 8 | Int($1) }
  }
}
