import Processes
import Synchronization

/// The engines that a program asks, each with the connections that it keeps.
package final class Engines: Sendable {
  private let dialer: Dialer
  private let deadline: Duration?
  private let engines = Mutex<[Endpoint: Engine]>([:])

  /// - Parameters:
  ///   - client: the docker program, by which engines are reached that have no socket here; `nil` when there is none.
  ///   - environment: all that it sees of the caller's.
  ///   - deadline: how long a call may take; `nil` leaves it to the endpoint.
  package init(
    client: String?, environment: [String: String], runner: any CommandRunner,
    deadline: Duration? = nil
  ) {
    self.deadline = deadline
    dialer = Dialer(client: client, environment: environment, runner: runner)
  }

  package subscript(endpoint: Endpoint) -> Engine {
    engines.withLock { engines in
      if let engine = engines[endpoint] { return engine }
      let engine = Engine(endpoint, deadline: deadline ?? endpoint.deadline, dialer: dialer)
      engines[endpoint] = engine
      return engine
    }
  }
}
