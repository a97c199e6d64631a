import Canvas
import Console
import Environments

/// Screens for the documents: the shipped files, with invented containers.
struct Pictures {
  let configuration: Configuration

  var overview: String { picture(of: .overview, Size(columns: 110, rows: 24)) }

  var differences: String { picture(of: .differences, Size(columns: 110, rows: 20)) }

  var explanation: String {
    picture(of: .explanation("api.rate_limit.burst"), Size(columns: 110, rows: 15))
  }

  private func picture(of screen: ScreenKind, _ size: Size) -> String {
    var model = Model(size: size)
    let matrix = compare(configuration.environments, accepted: configuration.accepted)
    let messages: [Message] = [
      .ticked(now: 1_795_442_520, utcOffsetMinutes: 0),
      .engineDescribed("engine 20.10.24 · compose 2.26.1"),
      .loaded(configuration, matrix),
      .statusArrived(configuration.environments.map(status)),
    ]
    for message in messages { _ = update(&model, message) }
    if let problem = model.show(screen) { preconditionFailure(problem) }
    return "```text\n" + view(model).text + "\n```"
  }

  /// Development runs, staging is stopped, and production starts its last replica.
  private func status(of environment: Environment) -> EnvironmentStatus {
    let containers = environment.services.flatMap { service in
      (1...max(1, service.replicas)).map { number in
        ContainerStatus(
          id: "\(environment.name)-\(service.name)-\(number)",
          name: "\(environment.target.project)-\(service.name)-\(number)", service: service.name,
          number: number, state: .running,
          health: environment.tier == .production && number == 3 ? .starting : .healthy,
          startedAt: 1_795_442_400)
      }
    }
    return EnvironmentStatus(
      environment: environment.name, engine: .answering,
      containers: environment.tier == .staging ? [] : containers, observedAt: 1_795_442_510)
  }
}
