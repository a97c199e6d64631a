import Environments
import Loading
import Operations

extension EffectRunner {
  /// Reads the logs of a scope until cancelled.
  func follow(_ scope: LogScope, in checkout: Checkout) async {
    guard let environment = environment(scope.environment) else { return }
    let docker = await checkout.docker
    let request = LogRequest(
      environment: scope.environment, endpoint: docker.endpoint(of: environment.target),
      services: scope.service.map { [$0] } ?? [], isFollowing: true, tail: 1000,
      budget: LogIntake.Budget(spanMilliseconds: 50, lines: 1000, bytes: 256 << 10))
    let (id, lists) = logs.begin(scope)
    logs.containersChanged(lastStatuses(of: [environment]))
    await LogReading(docker: docker, request: request).run(lists: lists) {
      self.logs.send($0, of: scope, id: id)
    }
    logs.end(scope, id: id)
  }
}
