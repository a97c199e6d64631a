/// What the Compose files of an environment make Compose read outside of the repository, or may make it read because they
/// are not understood. A repository that only stays inside needs nobody's trust; this does.
package struct OutsideReading: Hashable, Sendable {
  /// Why it leads outside.
  package var words: String
  /// What the files name, relative to the root or absolute, or as it is written; `nil` where a file is not understood.
  package var path: String?
  /// The text of the file that is not understood: another text may lead elsewhere.
  package var text: String?
  package var location: Location

  package init(words: String, path: String?, text: String? = nil, location: Location) {
    self.words = words
    self.path = path
    self.text = text
    self.location = location
  }

  /// Such as `compose.yaml:4:15: /etc/shop.env: it lies outside the repository`.
  package var description: String { "\(location): ".spelledOut + place }

  /// The same without its location, on one line whatever the files name: they may be a stranger's.
  var place: String { [path, words].compactMap(\.self).joined(separator: ": ").spelledOut }

  /// Whether the other one reads the same, wherever it is written.
  package func isSame(as other: OutsideReading) -> Bool {
    subject == other.subject
  }
}

extension OutsideReading {
  /// What the trust is about, by bytes: two paths that look alike are two.
  private var subject: [ExactText] {
    (path.map { ["path", $0] } ?? ["text", location.file, text ?? ""]).map { ExactText($0) }
  }
}

extension [OutsideReading] {
  /// Each reading once, in order.
  package var distinct: [OutsideReading] {
    reduce(into: []) { known, reading in
      if !known.contains(where: { $0.isSame(as: reading) }) { known.append(reading) }
    }
  }
}

extension Environment {
  /// Whether Compose is not asked about declared files because what they read outside of the repository is not trusted.
  package var isUntrusted: Bool { found == nil && obstacle != nil }
}

extension Diagnostic {
  /// The problem that files are not trusted; `nil` when they read nothing outside of the repository.
  package static func untrusted(_ readings: [OutsideReading]) -> Diagnostic? {
    guard let first = readings.first else { return nil }
    let more = readings.count > 1 ? ", and \(readings.count - 1) more" : ""
    return Diagnostic(
      .warning, "DSC05",
      "Compose is not asked about these files until they are trusted: they lead out of the repository: "
        + first.place + more,
      at: first.location,
      hint: "they are shown as written; triptych trust lists what they read there, and asks")
  }
}
