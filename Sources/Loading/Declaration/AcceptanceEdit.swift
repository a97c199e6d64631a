import Environments

/// The change of `configs/accepted-differences.yaml` that writes an acceptance. Everything else in the file stays as it is,
/// comments included.
package struct AcceptanceEdit: Hashable, Sendable {
  package static let file = Loader.acceptedFile

  /// The text of the file that the edit was made for; `nil` when there is no file.
  package let before: String?
  package let after: String
  /// The lines of the entry.
  package let entry: String
  /// The first line of the entry in the new text.
  package let line: Int
  /// Whether the entry takes the place of an earlier one.
  package let replaces: Bool

  /// Throws when the file is not one that can be edited in this way, such as a list in brackets; the entry then has to
  /// be added by hand.
  package init(_ acceptance: Acceptance, to before: String?) throws(AcceptanceEditRefusal) {
    let entries = before.map { AcceptedDifferencesFile($0) } ?? AcceptedDifferencesFile("")
    entry = acceptance.yaml(indent: "").joined(separator: "\n") + "\n"
    guard entries.isSound else { throw AcceptanceEditRefusal(entry: entry, isBroken: true) }
    let replaced = acceptance.replaced.flatMap { location in
      entries.accepted.firstIndex { $0.location == location && $0.key == acceptance.key }
    }
    guard let edited = entries.with(acceptance, inPlaceOf: replaced) else {
      throw AcceptanceEditRefusal(entry: entry, isBroken: false)
    }
    // The new text has to read as the old one with this entry, whatever its style.
    var wanted = entries.accepted.map(\.withoutLocation)
    if let replaced {
      wanted[replaced] = acceptance.asEntry
    } else {
      wanted.append(acceptance.asEntry)
    }
    let read = AcceptedDifferencesFile(edited.text)
    guard read.isSound, read.accepted.map(\.withoutLocation) == wanted else {
      throw AcceptanceEditRefusal(entry: entry, isBroken: false)
    }
    self.before = before
    after = edited.text
    line = edited.line
    replaces = replaced != nil
  }
}

/// The reason why the file cannot be edited, with the entry to add by hand.
package struct AcceptanceEditRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package var entry: String
  /// Whether the file has problems of its own.
  package var isBroken: Bool

  package var description: String {
    isBroken
      ? "\(AcceptanceEdit.file) has problems: mend them first"
      : "\(AcceptanceEdit.file) is written in a way that cannot be edited here: add the entry by hand"
  }
}

extension Acceptance {
  /// The entry as reading it gives it.
  fileprivate var asEntry: AcceptedDifference {
    AcceptedDifference(
      key: key, environments: environments, reason: reason, values: values, location: .nowhere)
  }
}

extension AcceptedDifference {
  fileprivate var withoutLocation: AcceptedDifference {
    var copy = self
    copy.location = .nowhere
    return copy
  }
}

extension Location {
  fileprivate static let nowhere = Location(file: "", line: 0, column: 0)
}
