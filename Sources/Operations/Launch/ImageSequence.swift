import Environments

/// Images on their way, one after another; what `make images` makes comes in one turn. Pure.
struct ImageSequence: Sendable {
  private let sequence: [[MissingImage]]
  private var done = 0
  private var pull = PullProgress()
  private var build = BuildProgress()

  init(_ images: [MissingImage]) {
    let made = images.filter { $0.source == .make }
    sequence = (made.isEmpty ? [] : [made]) + images.filter { $0.source != .make }.map { [$0] }
  }

  /// Whose turn it is, the first of them; `nil` when all had theirs.
  var next: MissingImage? { done < sequence.count ? sequence[done].first : nil }

  /// One line an image.
  var lines: [OperationProgress.Line] {
    sequence.enumerated().flatMap { position, images in
      images.map { .init($0.name, phase(of: $0, at: position)) }
    }
  }

  /// Takes what the program of this turn says.
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
