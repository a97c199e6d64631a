import Environments

struct StackSummary {
  var words: String

  init(_ states: [ServiceState]) {
    let up = states.count { $0.isUp }
    if states.allSatisfy({ $0 == .stopped }) {
      words = "stopped"
    } else if up == states.count {
      words = "running \(up)/\(up)"
    } else {
      words = states.contains(where: \.isStarting) ? "starting" : "degraded"
    }
  }
}
