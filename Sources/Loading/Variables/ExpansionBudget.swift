import Environments

/// How many bytes the values of a `.env` file and of the files before it may still grow by when their variables are
/// replaced.
struct ExpansionBudget {
  static let bytesMax = 16 << 20

  private(set) var left: Int
  private var isTold = false

  init(after earlier: [ExactText: EnvFile.Entry]) {
    let taken = earlier.values.reduce(0) { sum, entry in
      entry.variables.isEmpty ? sum : sum + entry.value.byteCount
    }
    left = max(0, Self.bytesMax - taken)
  }

  /// The most that the next value may have.
  var bytesMaxOfValue: Int { min(Interpolation.bytesMax, left) }

  mutating func take(_ bytes: Int) { left = max(0, left - bytes) }

  /// The fault of a value that was too long: its own, or that of the file, which is told once.
  mutating func fault(at position: Location) -> Diagnostic? {
    if left >= Interpolation.bytesMax { return .expandsTooFar(.value, at: position) }
    defer { isTold = true }
    return isTold ? nil : .expandsTooFar(.file, at: position)
  }
}

extension EnvValue {
  /// The length of the unmasked text.
  var byteCount: Int {
    switch self {
    case .plain(let text): text.utf8.count
    case .secret(let secret): secret.reveal { $0.count }
    }
  }
}

/// Faults of expansion. Compose would need all memory or minutes for such a file, so it must not be given one.
extension Diagnostic {
  static let expansionCode = "ENV09"

  enum Expanding { case value, file }

  static func expandsTooFar(_ expanding: Expanding, at position: Location) -> Diagnostic {
    let message =
      switch expanding {
      case .value: "the value is longer than 1 MiB once its variables are replaced"
      case .file: "the values of the file are longer than 16 MiB once their variables are replaced"
      }
    return Diagnostic(
      .error, expansionCode, message, at: position,
      hint: "a variable that uses the one above it twice doubles it: shorten the chain")
  }

  static func expandsTooDeep(at position: Location) -> Diagnostic {
    Diagnostic(
      .error, expansionCode,
      "the value nests ${…} deeper than \(InterpolationParser.depthMax) levels", at: position,
      hint: "give the inner part a variable of its own")
  }
}
