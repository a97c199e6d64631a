/// A file that may be part of an environment, by its name alone.
struct Candidate<Name: Hashable & Sendable>: Hashable, Sendable {
  var path: String
  var folder: String
  var name: Name
  var place: PlaceInRepository

  var file: Substring { folder.isEmpty ? path[...] : path.dropFirst(folder.count + 1) }
  var depth: Int { folder.split(separator: "/").count }
}

extension Candidate<ComposeFileName> {
  /// The environment that the file's name says, or else its folder's.
  var word: EnvironmentWord? {
    switch name {
    case .environment(let word, _), .variant(let word, _): word
    case .main, .override: place.word
    case .shared, .template, .other: nil
    }
  }

  var isMain: Bool { name == .main && place.word == nil && !place.isShared }

  var isShared: Bool {
    if case .shared = name { return place.word == nil }
    return name == .main && place.isShared && place.word == nil
  }

  /// Whether its name alone makes it one of Compose's.
  var isMarked: Bool {
    switch name {
    case .main, .override, .variant, .environment(_, isMarked: true), .shared(isMarked: true): true
    default: false
    }
  }
}

extension Candidate<EnvFileName> {
  var word: EnvironmentWord? {
    switch name.part {
    case .environment(let word):
      place.word == nil || place.word?.kind == word.kind ? word : nil
    case .shared, .unnamed: place.word
    case .template, .personal, .none: nil
    }
  }

  var isShared: Bool { name.part == .shared && place.word == nil }
}
