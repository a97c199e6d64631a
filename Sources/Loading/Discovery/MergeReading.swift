import Environments

/// Whether a file is merged onto a base, as Docker documents it, or stands alone: what speaks for each, with its weight.
struct MergeReading {
  let file: String
  let base: String
  private var weighed: [Weighed] = []

  private struct Weighed {
    var sentence: String
    var weight: Int
    var merges: Bool
    var location: Location?
  }

  init(of file: String, onto base: String) {
    self.file = file
    self.base = base
  }

  private mutating func add(
    _ weight: Int, merges: Bool, _ sentence: String, at location: Location? = nil
  ) {
    weighed.append(
      Weighed(sentence: sentence, weight: weight, merges: merges, location: location))
  }

  private func weight(merges: Bool) -> Int {
    weighed.filter { $0.merges == merges }.reduce(0) { $0 + $1.weight }
  }

  /// Where both weigh the same, Docker's documentation decides.
  var merges: Bool { weight(merges: true) >= weight(merges: false) }

  /// Whether the weaker side has at least half of the weight of the other, and more than a trifle.
  var isSplit: Bool {
    let weaker = weight(merges: !merges)
    return weaker > 1 && weaker * 2 >= weight(merges: merges)
  }

  var evidence: [Evidence] {
    weighed.sorted { $0.merges == merges && $1.merges != merges }.map {
      Evidence($0.sentence, isFor: $0.merges == merges, at: $0.location)
    }
  }

  /// The sentence that weighs most for the reading taken.
  var strongest: String {
    weighed.filter { $0.merges == merges }.max { $0.weight < $1.weight }?.sentence ?? ""
  }

  /// The other reading, where the evidence is split.
  var other: String? {
    guard isSplit else { return nil }
    return merges ? "\(file) alone" : "\(base) and \(file) merged"
  }
}

extension MergeReading {
  /// Weighs what the two files say, each with the files that it includes or extends.
  mutating func weigh(_ file: [ComposeOutline], onto base: [ComposeOutline]) {
    guard let own = file.first, let under = base.first else { return }
    weighAcceptance(file, base)
    if let clash = PortClash(of: file, onto: base) {
      add(5, merges: false, "merged onto \(self.base), \(clash.words)", at: clash.location)
    }
    if let name = own.project, let other = under.project, name != other {
      add(
        4, merges: false, "it has a name of its own, \(name), and \(self.base) is \(other)",
        at: own.node?["name"]?.location)
    }
    let theirs = Dictionary(
      base.flatMap(\.services).map { (ExactText($0.key), $0.value) }, uniquingKeysWith: { $1 })
    let shared = own.services.filter { theirs[ExactText($0.key)] != nil }
    if let first = shared.first {
      add(2, merges: true, "it names \(first.key) of \(self.base)", at: first.keyLocation)
    } else if !own.services.isEmpty {
      add(3, merges: false, "it names no service of \(self.base)")
    }
    weighKeys(own, shared, theirs)
    if own.isComplete {
      add(1, merges: false, "each of its services has an image or a build")
      let folders = [own.file, under.file].map { $0.split(separator: "/").dropLast() }
      if !shared.isEmpty, folders[0] != folders[1] {
        add(2, merges: false, "it lies in another folder than \(self.base)")
      }
    }
  }

  /// Whether Compose accepts the file alone, and both together.
  private mutating func weighAcceptance(_ file: [ComposeOutline], _ base: [ComposeOutline]) {
    let alone = ComposeWhole(file).objection
    let merged = ComposeWhole(base + file).objection
    if let alone, merged == nil {
      add(20, merges: true, "alone, \(alone.words)", at: alone.location)
    } else if let merged, alone == nil {
      add(20, merges: false, "merged onto \(self.base), \(merged.words)", at: merged.location)
    }
  }

  private mutating func weighKeys(
    _ own: ComposeOutline, _ shared: [YAMLNode.Entry], _ theirs: [ExactText: YAMLNode]
  ) {
    guard !shared.isEmpty else { return }
    for service in shared {
      let keys = theirs[ExactText(service.key)]?.fields.map(\.key) ?? []
      if let left = keys.first(where: { service.value[$0] == nil && $0 != "build" && $0 != "image" }
      ) {
        add(
          1, merges: true, "it does not repeat \(left) of \(service.key)", at: service.keyLocation)
        return
      }
    }
    let keys = shared.reduce(0) { $0 + (theirs[ExactText($1.key)]?.fields.count ?? 0) }
    if own.isComplete, shared.count == theirs.count, keys >= 2 * shared.count {
      add(3, merges: false, "it repeats every key of every service of \(self.base)")
    }
  }

  /// Weighs the commands that name the file: each by the files that it names.
  mutating func weigh(_ commands: [CommandList]) {
    var isFirst = [true: true, false: true]
    for command in commands.prefix(8) {
      let earlier = command.files(before: file)
      let merges = !earlier.isEmpty
      let words =
        merges
        ? "a command names it after \(earlier[0])"
        : "a command names it \(command.files.count > 1 ? "first" : "alone")"
      add(isFirst[merges] == true ? 15 : 5, merges: merges, words, at: command.location)
      isFirst[merges] = false
    }
  }
}
