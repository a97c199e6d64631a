/// How far `docker pull` is with one image, as far as it tells where there is no terminal: layer by layer.
struct PullProgress: Hashable, Sendable {
  /// By layer, whether it is there; more than `layersMax` are not told apart.
  private var layers: [String: Bool] = [:]
  private static let layersMax = 1000

  init() {}

  /// Such as `pulling, 3 of 7 layers`.
  var words: String {
    layers.isEmpty ? "pulling" : "pulling, \(layers.values.count { $0 }) of \(layers.count) layers"
  }

  /// Takes a line such as `4f4fb700ef54: Pull complete`; any other is passed over.
  mutating func heard(_ line: String) {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].count == 12, parts[0].allSatisfy(\.isHexDigit) else { return }
    let layer = String(parts[0])
    guard layers[layer] != nil || layers.count < Self.layersMax else { return }
    let state = parts[1].drop { $0 == " " }
    layers[layer] = state.hasPrefix("Pull complete") || state.hasPrefix("Already exists")
  }
}
