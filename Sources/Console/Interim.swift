import Environments
extension ServiceState: CustomStringConvertible {
  init(of service: Service, containers: [ContainerStatus]) {
    if containers.isEmpty { self = .stopped } else if containers.contains(where: { $0.health == .unhealthy }) { self = .unhealthy(reason: "x") }
    else if containers.contains(where: { $0.health == .starting }) { self = .starting(ready: 0, of: containers.count) }
    else { self = .healthy }
  }
  package var description: String { switch self { case .healthy: "healthy"; case .stopped: "stopped"; case .unhealthy: "unhealthy"; default: "starting" } }
}
struct StackSummary { var words: String
  init(_ s: [ServiceState]) { words = "running \(s.count { $0 == .healthy })/\(s.count)" } }
