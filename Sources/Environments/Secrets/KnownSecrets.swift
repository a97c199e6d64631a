/// The secrets of one load, so that they can be found in any text. It prints as `•••`.
///
/// A secret of eight bytes or more is masked wherever its bytes appear, in any of the forms of `SecretForms`. A weaker
/// one, such as `abc` or `postgres`, would take harmless words with it: it is masked in the values that interpolate it,
/// and as a word of its own in what programs print (`maskedAsWords`).
package struct KnownSecrets: Hashable, Sendable, CustomStringConvertible,
  CustomDebugStringConvertible,
  CustomReflectable
{
  /// What a value of a Compose file takes from weak secrets.
  package enum Place: Hashable, Sendable {
    /// The texts to mask in it.
    case parts(Set<String>)
    /// The texts cannot be told from the rest, so all of the value is masked.
    case whole
  }

  /// The names of variables that hold a secret.
  package private(set) var variables: Set<String>
  /// By the key of the value that interpolates a weak secret.
  private var places: [String: Place]
  /// The variables that the Compose files use, and that a message may name.
  package private(set) var quotableNames: Set<String> = []
  /// Those that it may not, because they may be a part of a secret: `s3cret` in `DB_PASSWORD: pa$s3cret`.
  package private(set) var unquotableNames: Set<String> = []
  private var strong: Set<[UInt8]>
  private(set) var weak: Set<String>
  private let search: SecretSearch

  /// - Parameters:
  ///   - names: a secret that one of them holds is weak.
  ///   - places: the values that interpolate a weak secret, by their keys.
  ///   - quotableNames: the variables that a message may name; `unquotableNames` are those that it may not.
  package init(
    _ secrets: some Sequence<Secret> = [], variables: Set<String> = [],
    names: NamesInFiles = .init(), places: [String: Place] = [:], quotableNames: Set<String> = [],
    unquotableNames: Set<String> = []
  ) {
    self.quotableNames = quotableNames.subtracting(unquotableNames)
    self.unquotableNames = unquotableNames
    self.variables = variables
    self.places = places
    var strong: Set<[UInt8]> = []
    var weak: Set<String> = []
    for secret in secrets {
      let bytes = secret.reveal { $0 }
      if Self.isWeak(bytes, among: names) {
        weak.insert(String(decoding: bytes, as: UTF8.self))
      } else {
        strong.insert(bytes)
      }
    }
    self.strong = strong
    self.weak = weak
    search = SecretSearch(strong.reduce(into: []) { $0.formUnion(SecretForms.forms(of: $1)) })
  }

  /// The secrets of all of them.
  package init(joining all: some Sequence<KnownSecrets>) {
    variables = []
    places = [:]
    strong = all.reduce(into: []) { $0.formUnion($1.strong) }
    weak = all.reduce(into: []) { $0.formUnion($1.weak) }
    unquotableNames = all.reduce(into: []) { $0.formUnion($1.unquotableNames) }
    quotableNames = all.reduce(into: []) { $0.formUnion($1.quotableNames) }
    quotableNames.subtract(unquotableNames)
    // Their forms are known; only the search begins anew.
    search = SecretSearch(all.reduce(into: []) { $0.formUnion($1.search.searched) })
  }

  /// Passes everything that decides what is masked to the one call that needs it, in an order of its own.
  package func reveal<Result>(_ use: ([String]) throws -> Result) rethrows -> Result {
    let kept = places.sorted { $0.key < $1.key }.flatMap { key, place in
      switch place {
      case .whole: [key, "whole"]
      case .parts(let texts): [key, "\(texts.count)"] + texts.sorted()
      }
    }
    let strong = strong.map { String(decoding: $0, as: UTF8.self) }
    return try use(
      [strong, Array(weak), Array(variables)].flatMap { ["\($0.count)"] + $0.sorted() } + kept)
  }

  /// Whether a secret is too short, or too much like the names of the files, to be searched for everywhere.
  package static func isWeak(_ bytes: [UInt8], among names: NamesInFiles = .init()) -> Bool {
    guard bytes.count >= SecretSearch.window, !isOrdinary(bytes) else { return true }
    return names.hold(bytes)
  }

  /// Whether the bytes are a short word or a number, such as `password` and `12345678`: other texts hold them, too, and
  /// would become unreadable, or differ between two environments of which only one has the secret.
  private static func isOrdinary(_ bytes: [UInt8]) -> Bool {
    bytes.count <= 12
      && (bytes.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        || bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
  }

  /// Whether the bytes are letters only, as those of most names.
  package static func isWord(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
  }

  package var isEmpty: Bool { strong.isEmpty && weak.isEmpty && variables.isEmpty }

  package static func == (left: KnownSecrets, right: KnownSecrets) -> Bool {
    left.strong == right.strong && left.weak == right.weak && left.places == right.places
      && left.variables == right.variables
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(strong)
    hasher.combine(weak)
  }

  package var description: String { Secret.mask }
  package var debugDescription: String { Secret.mask }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension KnownSecrets {
  /// The text with `•••` in place of every secret of eight bytes or more.
  package func masked(_ text: String) -> String { knownMasked(text) ?? text }

  /// Whether the text holds a secret of eight bytes or more.
  package func areIn(_ text: String) -> Bool {
    !search.isEmpty && !search.ranges(in: text.utf8Span.span).isEmpty
  }

  /// The value of a key with `•••` in place of every secret; `nil` when it holds none.
  package func masked(_ text: String, at key: [String]) -> String? {
    let known = knownMasked(text)
    guard !places.isEmpty, let place = place(of: key) else { return known }
    guard case .parts(let weak) = place else { return text.isEmpty ? nil : Secret.mask }
    var result = known ?? text
    for secret in weak.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      result = result.replacing(secret, with: Secret.mask)
    }
    return result == text ? known : result
  }

  /// What a value takes from weak secrets; that of a list or a map covers what is in it.
  package func place(of key: [String]) -> Place? {
    guard !places.isEmpty else { return nil }
    for count in stride(from: key.count, to: 2, by: -1) {
      if let place = places[key.prefix(count).joined(separator: ".")] { return place }
    }
    return nil
  }

  private func knownMasked(_ text: String) -> String? {
    guard !search.isEmpty, text.utf8.count >= SecretSearch.window else { return nil }
    let ranges = search.ranges(in: text.utf8Span.span)
    guard !ranges.isEmpty else { return nil }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    for range in ranges {
      result += bytes[index..<range.lowerBound]
      result += Secret.mask.utf8
      index = range.upperBound
    }
    return String(decoding: result + bytes[index...], as: UTF8.self)
  }
}
