import Environments

/// The images that a launch brings, in sequence; those that `make images` makes come in one step. Pure.
struct ImageSequence: Sendable {
  private let sequence: [[MissingImage]]
  private var done = 0
  private var pull = PullProgress()
  private var build = BuildProgress()

  init(_ images: [MissingImage]) {
    let made = images.filter { $0.source == .make }
    sequence = (made.isEmpty ? [] : [made]) + images.filter { $0.source != .make }.map { [$0] }
  }

  /// The first image of the current step; `nil` when all are there.
  var next: MissingImage? { done < sequence.count ? sequence[done].first : nil }

  /// One line for each image.
  var lines: [OperationProgress.Line] {
    sequence.enumerated().flatMap { position, images in
      images.map { .init($0.name, phase(of: $0, at: position)) }
    }
  }

  /// Takes a line that the program of the current step writes.
  mutating func heard(_ line: String) {
    switch next?.source {
    case .pull: pull.heard(line)
    case .build, .make: build.heard(line)
    case nil: break
    }
  }

  mutating func end() {
    done += 1
    pull = PullProgress()
    build = BuildProgress()
  }

  private func phase(of image: MissingImage, at position: Int) -> OperationProgress.Phase {
    let isPulled = image.source == .pull
    if position < done { return .done(isPulled ? "pulled" : "built") }
    if position > done { return .waiting }
    return .working(isPulled ? pull.words : build.words)
  }
}

/// The progress of `docker pull` with one image, by layers, as docker reports it without a terminal.
struct PullProgress: Hashable, Sendable {
  /// Whether each layer is complete; layers beyond `layersMax` are ignored.
  private var layers: [String: Bool] = [:]
  private static let layersMax = 1000

  init() {}

  /// Such as `pulling, 3 of 7 layers`.
  var words: String {
    layers.isEmpty ? "pulling" : "pulling, \(layers.values.count { $0 }) of \(layers.count) layers"
  }

  /// Takes a line such as `4f4fb700ef54: Pull complete`; any other is ignored.
  mutating func heard(_ line: String) {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].count == 12, parts[0].allSatisfy(\.isHexDigit) else { return }
    let layer = String(parts[0])
    guard layers[layer] != nil || layers.count < Self.layersMax else { return }
    let state = parts[1].drop { $0 == " " }
    layers[layer] = state.hasPrefix("Pull complete") || state.hasPrefix("Already exists")
  }
}

/// The progress of building one image, as the classic builder and BuildKit report it.
struct BuildProgress: Hashable, Sendable {
  /// Such as `step 2 of 5: RUN make`.
  private(set) var words = "building"
  private static let columnsMax = 120

  init() {}

  /// Takes a line such as `Step 2/5 : RUN make` or `#7 [api 2/5] RUN make`; any other is ignored.
  mutating func heard(_ line: String) {
    guard let (count, instruction) = Self.classic(line) ?? Self.buildKit(line) else { return }
    let numbers = count.split(separator: "/").map { Int($0) }
    guard numbers.count == 2, let step = numbers[0], let steps = numbers[1] else { return }
    words = String("step \(step) of \(steps): \(instruction)".prefix(Self.columnsMax))
  }

  private static func classic(_ line: String) -> (count: Substring, instruction: Substring)? {
    guard line.hasPrefix("Step ") else { return nil }
    let parts = line.dropFirst(5).split(separator: " ", maxSplits: 2)
    return parts.count == 3 && parts[1] == ":" ? (parts[0], parts[2]) : nil
  }

  private static func buildKit(_ line: String) -> (count: Substring, instruction: Substring)? {
    guard line.hasPrefix("#"), let open = line.firstIndex(of: "["),
      let close = line[open...].firstIndex(of: "]"),
      let count = line[line.index(after: open)..<close].split(separator: " ").last
    else { return nil }
    let instruction = line[close...].dropFirst().drop { $0 == " " }
    return instruction.isEmpty ? nil : (count, instruction)
  }
}
