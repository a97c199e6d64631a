import Environments
import Processes
import TestSupport

@testable import Engine

/// The client of a fake engine. Running a program fails the test.
///
/// - Parameter deadline: the time limit of each call.
func engine(_ fake: FakeEngine, deadline: Duration = .seconds(20)) -> Engine {
  engine(at: .host(fake.address), FakeCommandRunner([]), deadline: deadline)
}

func engine(
  at endpoint: Endpoint, _ runner: any CommandRunner, client: String? = "/usr/bin/docker",
  deadline: Duration = .seconds(20)
) -> Engine {
  Engines(
    client: client, environment: ["PATH": "/usr/bin:/bin"], runner: runner, deadline: deadline)[
      endpoint]
}

extension Result where Failure == EngineUnavailable {
  /// `nil` for a success.
  var fault: EngineState? {
    switch self {
    case .success: nil
    case .failure(let fault): fault.state
    }
  }
}
