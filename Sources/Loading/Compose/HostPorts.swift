/// The ports of the host on which one entry of `ports:` can be reached: one, or each of a range.
struct HostPorts: Hashable, Sendable {
  /// The host's address; `nil` for all addresses.
  var address: String?
  var numbers: ClosedRange<Int>
  var networkProtocol: String

  /// `nil` when the engine chooses the port, freely or of a range: it takes one that is free.
  ///
  /// - Parameters:
  ///   - published: without variables, such as `127.0.0.1:18080` or `9000-9002 (host)`.
  ///   - key: the container's side, such as `90-92/tcp`.
  init?(published: some StringProtocol, key: some StringProtocol) {
    let text = published.prefix { $0 != " " }
    let start = text.lastIndex(of: ":").map(text.index(after:)) ?? text.startIndex
    let sides = key.split(separator: "/", maxSplits: 1)
    guard let numbers = Self.range(text[start...]) else { return nil }
    if numbers.count > 1, sides.first.flatMap({ Self.range($0)?.count }) != numbers.count {
      return nil
    }
    let address = text[..<start].dropLast()
    self.address = address.isEmpty ? nil : String(address)
    self.numbers = numbers
    networkProtocol = sides.count > 1 ? String(sides[1]) : "tcp"
  }

  /// The first port that both publish at an address that both mean; `nil` where the engine can publish both.
  func clash(with other: HostPorts) -> Int? {
    guard networkProtocol == other.networkProtocol, numbers.overlaps(other.numbers),
      meets(other.address)
    else { return nil }
    return max(numbers.lowerBound, other.numbers.lowerBound)
  }

  /// All addresses are those of both families; `0.0.0.0` and `[::]` are all of one.
  private func meets(_ other: String?) -> Bool {
    guard let address, let other, address != other else { return true }
    guard address.contains(":") == other.contains(":") else { return false }
    return [address, other].contains { ["0.0.0.0", "[::]", "::"].contains($0) }
  }

  /// The port as an operator writes it, such as `53/udp`.
  func words(_ number: Int) -> String {
    networkProtocol == "tcp" ? "\(number)" : "\(number)/\(networkProtocol)"
  }

  /// One port or two with a hyphen between them, the lower one first.
  private static func range(_ text: some StringProtocol) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count < 3, let first = ends.first ?? nil, let last = ends.last ?? nil,
      (1...65_535).contains(first), (first...65_535).contains(last)
    else { return nil }
    return first...last
  }
}
