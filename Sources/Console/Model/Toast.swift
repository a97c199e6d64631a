/// A notice that fades: errors are none, they stay until they are read.
struct Toast: Hashable, Sendable {
  var level: Level
  var text: String
  /// When the clock first saw it; `nil` until then, because the clock may have been ticking once a minute.
  var shownAt: Int?

  /// How long it stays.
  var lifetimeSeconds: Int { level == .info ? 3 : 6 }
}
