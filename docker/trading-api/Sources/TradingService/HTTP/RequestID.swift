/// What one request is called in answers and logs.
enum RequestID {
  /// What the client sent when it is sane, 1 to 64 visible ASCII characters; else one of our own.
  static func from(_ header: String?) -> String {
    if let header, (1...64).contains(header.utf8.count),
      header.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    {
      return header
    }
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
