import Environments

/// A canary that was seen outside.
struct Sighting {
  var canary: Canary
  var ways: [String]

  /// `place → way out`.
  var line: String {
    let more = ways.count > 3 ? " and \(ways.count - 3) more" : ""
    return "\(canary.id) → \(ways.prefix(3).joined(separator: ", "))\(more)"
  }
}

/// A way out that shows secrets on purpose, by the beginning of its name.
struct AsWritten {
  var beginning: String
  var reason: String

  static let all = [
    AsWritten(
      beginning: "triptych logs ",
      reason: "logs stay as their services have written them; the guide says so"),
    AsWritten(
      beginning: ".triptych/secrets/", reason: "the only place of declared secrets, of mode 600"),
    AsWritten(
      beginning: ".triptych/run/",
      reason: "what containers mount: the secret files of a revision"),
  ]
}

/// A canary that is still shown. The list may only shrink: an entry that is no longer true fails the test.
struct StillShown {
  var id: String
  var reason: String

  static let all: [StillShown] = []
}

/// A canary that no view and no answer has a row for, so that nothing stands in its place.
struct Unshown {
  var id: String
  var reason: String

  static let all = [
    Unshown(
      id: "compose.yaml: services.cache.x-notes.password", reason: "x- blocks are in no view"),
    Unshown(
      id: ".triptych/secrets/dev/api_keys: api_keys", reason: "a declared secret is only counted"),
    Unshown(
      id: ".triptych/secrets/prod/api_keys: api_keys", reason: "a declared secret is only counted"),
  ]
}

extension Canaries {
  /// Those that are seen where none may be, by their lines.
  func sightings(in ways: [WayOut]) -> [Sighting] {
    var seen: [Canary: [String]] = [:]
    for way in ways where !AsWritten.all.contains(where: { way.name.hasPrefix($0.beginning) }) {
      for canary in found(in: way.text) { seen[canary, default: []].append(way.name) }
    }
    return seen.map(Sighting.init).sorted { $0.line < $1.line }
  }

  /// Those that nobody has seen enter: no line has their name and something in their place.
  func missing(in ways: [WayOut]) -> [Canary] {
    let lines = ways.flatMap { $0.text.split(separator: "\n") }.filter {
      $0.contains(Secret.mask) || $0.contains(" error: ")
    }
    return all.filter { canary in
      !Unshown.all.contains { $0.id == canary.id }
        && !lines.contains {
          $0.contains(canary.row) && (canary.isPosition || $0.contains(Secret.mask))
        }
    }
  }
}
