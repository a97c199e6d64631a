/// Values that are plainly no secret, whatever the words of their name: a switch, a duration, the path of a file.
enum PlainValue {
  /// Whether the value is none of the secrets that the name may stand for. When in doubt it is one.
  static func isPlain(_ value: ArraySlice<UInt8>, under name: SecretName) -> Bool {
    guard !value.isEmpty else { return false }
    switch name.kind {
    case .figure: return isSwitch(value) || isQuantity(value) || SecretScan.isPlaceholder(value)
    case .directory:
      return isPath(value) || ".~$%".utf8.contains(value[value.startIndex])
        || value.dropFirst().first == UInt8(ascii: ":")
    case .secret: break
    }
    if isSwitch(value) || isMounted(value) { return true }
    if isNumber(value) { return !name.isPassword && name.isAbout && value.count < 10 }
    // People have been seen to take `15m` for a password, but no program made it as a token.
    if isQuantity(value) { return !name.isPassword || name.isAbout }
    return !name.isPassword && (isFile(value) || isAddress(value))
  }

  private static let switches: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "enabled", "disabled",
  ]

  static func isSwitch(_ value: ArraySlice<UInt8>) -> Bool {
    value.count <= 8 && switches.contains(String(decoding: value, as: UTF8.self).lowercased())
  }

  private static func isNumber(_ value: ArraySlice<UInt8>) -> Bool {
    let digits = value.first == UInt8(ascii: "-") ? value.dropFirst() : value
    return !digits.isEmpty
      && digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0.allSatisfy(SecretScan.isDigit) }
  }

  private static let units: Set<String> = [
    "ns", "us", "ms", "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute",
    "minutes", "h", "hr", "hrs", "hour", "hours", "d", "day", "days", "w", "week", "weeks", "y",
    "year", "years", "b", "k", "kb", "kib", "mb", "mib", "g", "gb", "gib", "ki", "mi", "gi", "%",
  ]

  /// Whether the value is a number, a duration such as `15m`, `1h30m` or `PT15M`, or a size such as `512MB`.
  private static func isQuantity(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count <= 12 else { return false }
    if isNumber(value) { return true }
    var rest = value
    let isPeriod = rest.first == UInt8(ascii: "P")
    if isPeriod { rest = rest.dropFirst(rest.starts(with: "PT".utf8) ? 2 : 1) }
    var count = 0
    while !rest.isEmpty {
      let number = rest.prefix { SecretScan.isDigit($0) || $0 == UInt8(ascii: ".") }
      let blank = rest[number.endIndex...].prefix { $0 == 0x20 }
      let unit = rest[blank.endIndex...].prefix {
        !SecretScan.isDigit($0) && $0 != 0x20 && !(isPeriod && $0 == UInt8(ascii: "T"))
      }
      let word = String(decoding: unit, as: UTF8.self).lowercased()
      guard isNumber(number), units.contains(word) else { return false }
      rest = rest[unit.endIndex...].drop { $0 == 0x20 || isPeriod && $0 == UInt8(ascii: "T") }
      count += 1
    }
    // A word of digits and letters by turns is rather a key than a duration.
    return (1...3).contains(count)
  }

  /// Where files of secrets are mounted.
  private static let mounts = [
    "/run/secrets/", "/var/run/secrets/", "/run/credentials/", "/mnt/secrets/", "/secrets/",
    "/vault/secrets/", "/etc/secrets/",
  ]

  private static func isMounted(_ value: ArraySlice<UInt8>) -> Bool {
    isPath(value) && mounts.contains { value.count > $0.utf8.count && value.starts(with: $0.utf8) }
  }

  private static let roots = [
    "app", "certs", "config", "data", "etc", "home", "keys", "mnt", "opt", "root", "run", "srv",
    "ssl", "tls", "tmp", "usr", "var",
  ]

  /// Whether the value is a path below one of a system's folders. Base64 holds slashes as well, but no folder's name.
  private static func isFile(_ value: ArraySlice<UInt8>) -> Bool {
    guard isPath(value) else { return false }
    let parts = value.split(separator: UInt8(ascii: "/"))
    return parts.count > 1 && roots.contains { parts[0].elementsEqual($0.utf8) }
  }

  private static func isPath(_ value: ArraySlice<UInt8>) -> Bool {
    value.first == UInt8(ascii: "/")
      && value.allSatisfy { SecretScan.isAlphanumeric($0) || "/._-@".utf8.contains($0) }
  }

  /// Whether the value is a URL of words: a long one of letters and digits in its path may let in whoever knows it.
  private static func isAddress(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.starts(with: "http://".utf8) || value.starts(with: "https://".utf8) else {
      return false
    }
    let rest = value.dropFirst(8)
    return !rest.contains { "@?#=".utf8.contains($0) }
      && rest.split(separator: UInt8(ascii: "/")).dropFirst().allSatisfy { part in
        part.count < 20 || !part.contains(where: SecretScan.isDigit)
      }
  }
}
