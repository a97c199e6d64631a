import Environments

/// What the record tells of one environment's launches, stops and restarts: which one is open, and which was interrupted.
/// Pure.
struct ActivityHistory: Hashable {
  /// Begun, and not ended yet: it runs now, or its process is gone.
  private(set) var open: ActivityEntry?
  /// Its process was gone, and nothing has been done to the environment since.
  private(set) var interrupted: ActivityEntry?

  init(_ entries: [ActivityEntry], of environment: String) {
    for entry in entries
    where entry.environment == environment && Plan.Verb(rawValue: entry.verb) != nil {
      switch entry.phase {
      case .intent: begin(entry)
      case .outcome: end(entry)
      }
    }
  }

  /// One at a time holds an environment: who begins while another is open found it gone.
  private mutating func begin(_ entry: ActivityEntry) {
    if let open { interrupted = open }
    open = entry
  }

  private mutating func end(_ entry: ActivityEntry) {
    let intent = open?.id == entry.id ? open : nil
    if intent != nil { open = nil }
    switch entry.verdict {
    case Self.interruptedVerdict: interrupted = intent ?? interrupted
    // Nothing was done, so what stood half done still does.
    case "refused", "locked": break
    default: interrupted = nil
    }
  }

  /// The verdict of an act whose end somebody else had to write.
  static let interruptedVerdict = "interrupted"
}
