/// The keys that clients may prove to hold, in the order of their file.
package struct APIKeys: Sendable {
  /// A shorter key could be guessed; `openssl rand -hex 32` makes one of 64 characters.
  package static let lengthMin = 32

  private let keys: [[UInt8]]

  /// Reads a keys file: one key a line; blank lines and lines that begin with `#` are ignored.
  ///
  /// A problem names file and line and never shows any part of a key.
  package static func read(_ text: String, file: String) -> (keys: APIKeys, problems: [String]) {
    var keys: [[UInt8]] = []
    var lines: [[UInt8]: Int] = [:]
    var problems: [String] = []
    let all = text.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in all.enumerated() {
      let key = line.trimmingSpaces()
      if key.isEmpty || key.hasPrefix("#") { continue }
      let bytes = Array(key.utf8)
      let place = "\(file):\(index + 1): error:"
      if !bytes.allSatisfy({ (0x21...0x7E).contains($0) }) {
        problems.append("\(place) the key holds characters other than visible ASCII")
      } else if bytes.count < lengthMin {
        problems.append(
          "\(place) the key has \(bytes.count) characters; at least \(lengthMin) are required")
      } else if let first = lines[bytes] {
        problems.append("\(place) the key is the one of line \(first) again")
      } else {
        lines[bytes] = index + 1
        keys.append(bytes)
      }
    }
    if keys.isEmpty, problems.isEmpty {
      problems.append("\(file): error: the file holds no key, so nobody could call the api")
    }
    return (APIKeys(keys: keys), problems)
  }

  /// Which key `candidate` is, such as `key 1`; nil for none of them.
  ///
  /// It is compared with all of them to their ends, so that the time it takes tells nothing.
  package func client(holding candidate: String) -> String? {
    let candidate = Array(candidate.utf8)
    var found: Int?
    for (index, key) in keys.enumerated() where Self.areEqual(key, candidate) {
      found = index
    }
    return found.map { "key \($0 + 1)" }
  }

  /// The keys themselves, for masking them in the log.
  var values: [String] { keys.map { String(decoding: $0, as: UTF8.self) } }

  @inline(never)
  private static func areEqual(_ key: [UInt8], _ candidate: [UInt8]) -> Bool {
    var difference = key.count ^ candidate.count
    for (index, byte) in candidate.enumerated() {
      difference |= Int(byte ^ key[index % key.count])
    }
    return difference == 0
  }
}

extension StringProtocol {
  fileprivate func trimmingSpaces() -> SubSequence {
    var rest = self[...]
    while rest.first == " " || rest.first == "\t" { rest = rest.dropFirst() }
    while rest.last == " " || rest.last == "\t" { rest = rest.dropLast() }
    return rest
  }
}
