/// How far the build of one image is, as the classic builder and BuildKit tell it.
struct BuildProgress: Hashable, Sendable {
  /// Such as `step 2 of 5: RUN make`.
  private(set) var words = "building"
  private static let columnsMax = 120

  init() {}

  /// Takes a line such as `Step 2/5 : RUN make` or `#7 [api 2/5] RUN make`; any other is passed over.
  mutating func heard(_ line: String) {
    guard let (count, deed) = Self.classic(line) ?? Self.buildKit(line) else { return }
    let numbers = count.split(separator: "/").map { Int($0) }
    guard numbers.count == 2, let step = numbers[0], let steps = numbers[1] else { return }
    words = String("step \(step) of \(steps): \(deed)".prefix(Self.columnsMax))
  }

  private static func classic(_ line: String) -> (count: Substring, deed: Substring)? {
    guard line.hasPrefix("Step ") else { return nil }
    let parts = line.dropFirst(5).split(separator: " ", maxSplits: 2)
    return parts.count == 3 && parts[1] == ":" ? (parts[0], parts[2]) : nil
  }

  private static func buildKit(_ line: String) -> (count: Substring, deed: Substring)? {
    guard line.hasPrefix("#"), let open = line.firstIndex(of: "["),
      let close = line[open...].firstIndex(of: "]"),
      let count = line[line.index(after: open)..<close].split(separator: " ").last
    else { return nil }
    let deed = line[close...].dropFirst().drop { $0 == " " }
    return deed.isEmpty ? nil : (count, deed)
  }
}
