import CPCRE2
import Environments

/// A regular expression compiled by PCRE2. Each match has a limit of steps, which Swift's own engine lacks: no pattern may
/// stop the console.
final class PCRE2Pattern: Sendable {
  /// The address of an object owned by C; it is immutable, so threads may share it.
  private let address: UInt

  init(_ source: String, ignoringCase: Bool) throws(LogPatternProblem) {
    var message = [CChar](repeating: 0, count: Int(pattern_message_max) + 1)
    var offset = 0
    var source = source
    let compiled = source.withUTF8 {
      pattern_compile($0.baseAddress, $0.count, ignoringCase ? 1 : 0, &message, &offset)
    }
    guard let compiled else {
      let reason = String(
        decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let before = String(decoding: source.utf8.prefix(offset), as: UTF8.self)
      throw LogPatternProblem(reason, column: before.count + 1)
    }
    address = UInt(bitPattern: compiled)
  }

  deinit { pattern_free(OpaquePointer(bitPattern: address)) }

  /// `nil` when matching would exceed the limit of steps.
  func matches(_ text: String) -> Bool? {
    var text = text
    var from = 0
    var to = 0
    let result = text.withUTF8 {
      pattern_find(OpaquePointer(bitPattern: address), $0.baseAddress, $0.count, 0, &from, &to)
    }
    return result < 0 ? nil : result == 1
  }

  func find(_ text: String) -> LogPattern.Finding {
    var text = text
    return text.withUTF8 { bytes in
      var ranges: [Range<Int>] = []
      var start = 0
      // More matches on one line would not help a reader.
      while start <= bytes.count, ranges.count < 256 {
        var from = 0
        var to = 0
        let result = pattern_find(
          OpaquePointer(bitPattern: address), bytes.baseAddress, bytes.count, start, &from, &to)
        if result < 0 { return .tooCostly }
        if result == 0 { break }
        if to > from {
          ranges.append(from..<to)
          start = to
        } else {
          // An empty match marks nothing; the search goes on at the next character.
          start = to + 1
          while start < bytes.count, bytes[start] & 0xc0 == 0x80 { start += 1 }
        }
      }
      return .ranges(ranges)
    }
  }
}

extension LogPatterns {
  /// Perl-compatible regular expressions. A pattern without a capital letter ignores case.
  package static let searching = LogPatterns { source in
    read(source, ignoringCase: !source.contains(where: \.isUppercase))
  }

  /// The same with case respected, as in grep; `(?i)` ignores case.
  package static let exact = LogPatterns { read($0, ignoringCase: false) }

  private static func read(
    _ source: String, ignoringCase: Bool
  ) -> Result<LogPattern, LogPatternProblem> {
    do {
      let compiled = try PCRE2Pattern(source, ignoringCase: ignoringCase)
      return .success(
        LogPattern(
          source, matches: { compiled.matches($0) }, find: { compiled.find($0) }))
    } catch {
      return .failure(error)
    }
  }
}
