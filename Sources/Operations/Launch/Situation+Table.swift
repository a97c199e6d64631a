import Environments

extension Situation {
  /// Every kind of condition that a service can be found in, one row each.
  package static let all: [Situation] = running + ended + crashing + notStarted + several + unknown

  private static let plain = Service(name: "api")
  private static let checked = Service(name: "api", hasHealthCheck: true)
  private static let job = Service(name: "api", isOneShot: true)
  private static let pair = Service(name: "api", replicas: 2)

  private static var kept: Service {
    var service = plain
    service.isKeptRunning = true
    return service
  }

  private static func one(
    _ state: ContainerStatus.State, _ health: ContainerStatus.Health = .none, restarts: Int = 0,
    runs seconds: Int = 600, error: String? = nil, number: Int = 1, probe: String? = nil,
    failures: Int = 0
  ) -> ContainerStatus {
    ContainerStatus(
      id: "c\(number)", name: "dev-api-\(number)", service: "api", number: number, state: state,
      health: health, failingStreak: failures, lastProbe: probe, restartCount: restarts,
      startedAt: now - seconds,
      error: error)
  }

  private static var server: ContainerStatus {
    var container = one(.exited(code: 0))
    container.offersPorts = true
    return container
  }

  private static func stray(_ name: String, _ state: ContainerStatus.State) -> ContainerStatus {
    ContainerStatus(
      id: name, name: "dev-\(name)-1", service: name, state: state, startedAt: now - 600)
  }

  private static let running: [Situation] = [
    Situation(name: "no container", service: plain, containers: []),
    Situation(name: "created, not started yet", service: plain, containers: [one(.created)]),
    Situation(name: "runs, no health check", service: plain, containers: [one(.running)]),
    Situation(
      name: "healthy", service: checked, containers: [one(.running, .healthy)]),
    Situation(
      name: "its health check has not passed yet", service: checked,
      containers: [one(.running, .starting)]),
    Situation(
      name: "unhealthy", service: checked,
      containers: [one(.running, .unhealthy, probe: "refused", failures: 3)]),
    Situation(name: "paused", service: plain, containers: [one(.paused)]),
    Situation(name: "being removed", service: plain, containers: [one(.removing)]),
    Situation(name: "dead", service: plain, containers: [one(.dead)]),
  ]

  private static let ended: [Situation] = [
    Situation(
      name: "job that another service awaits, done", service: job,
      containers: [one(.exited(code: 0))]),
    Situation(
      name: "job that nobody awaits, done", service: plain, containers: [one(.exited(code: 0))]),
    Situation(
      name: "job that another service awaits, failed", service: job,
      containers: [one(.exited(code: 3))]),
    Situation(
      name: "job that nobody awaits, failed", service: plain, containers: [one(.exited(code: 3))]),
    Situation(name: "job still at work", service: job, containers: [one(.running)]),
    Situation(
      name: "ended with 0, offers a port", service: plain, containers: [server]),
    Situation(
      name: "ended with 0, has a health check", service: checked,
      containers: [one(.exited(code: 0))]),
    Situation(
      name: "ended with 0, `restart: always`", service: kept, containers: [one(.exited(code: 0))]),
    Situation(name: "stopped by a signal", service: plain, containers: [one(.exited(code: 143))]),
    Situation(name: "killed", service: kept, containers: [one(.exited(code: 137))]),
  ]

  private static let crashing: [Situation] = [
    Situation(
      name: "fast crash loop, between two runs", service: kept,
      containers: [one(.restarting, restarts: 7)]),
    Situation(
      name: "fast crash loop, in a run", service: kept,
      containers: [one(.running, restarts: 7, runs: 1)]),
    Situation(
      name: "slow crash loop, in a run", service: kept,
      containers: [one(.running, restarts: 4, runs: 30)]),
    Situation(
      name: "first restart, 4 s ago", service: kept,
      containers: [one(.running, restarts: 1, runs: 4)]),
    Situation(
      name: "first restart, 5 minutes ago", service: kept,
      containers: [one(.running, restarts: 1, runs: 300)]),
    Situation(
      name: "restarted once and healthy again", service: checked,
      containers: [one(.running, .healthy, restarts: 1, runs: 4)]),
    Situation(
      name: "crash loop that passes its check between crashes", service: checked,
      containers: [one(.running, .healthy, restarts: 5, runs: 4)]),
    Situation(
      name: "first restart, its check not passed yet", service: checked,
      containers: [one(.running, .starting, restarts: 1, runs: 4)]),
  ]

  private static let notStarted: [Situation] = [
    Situation(
      name: "its port is taken", service: plain,
      containers: [one(.created, error: "port is already allocated")]),
    Situation(
      name: "its program is missing", service: plain,
      containers: [one(.created, error: "exec: \"srv\": not found")]),
    Situation(
      name: "its port is taken when it starts again", service: plain,
      containers: [one(.exited(code: 128), error: "port is already allocated")]),
    Situation(
      name: "job whose program is missing", service: job,
      containers: [one(.exited(code: 127), error: "exec: \"job\": not found")]),
    Situation(
      name: "its own exit code is 127", service: plain, containers: [one(.exited(code: 127))]),
  ]

  private static let several: [Situation] = [
    Situation(
      name: "both replicas run", service: pair,
      containers: [one(.running), one(.running, number: 2)]),
    Situation(name: "one replica is missing", service: pair, containers: [one(.running)]),
    Situation(
      name: "one replica ended", service: pair,
      containers: [one(.running), one(.exited(code: 1), number: 2)]),
    Situation(
      name: "one replica did not start", service: pair,
      containers: [one(.running), one(.created, error: "port is already allocated", number: 2)]),
    Situation(
      name: "runs, and an orphan runs", service: plain,
      containers: [one(.running), stray("dbg", .running)]),
    Situation(
      name: "stopped, and an orphan runs", service: plain, containers: [stray("dbg", .running)]),
    Situation(
      name: "runs, and an orphan has ended", service: plain,
      containers: [one(.running), stray("dbg", .exited(code: 0))]),
  ]

  private static let unknown: [Situation] = [
    Situation(
      name: "the engine is gone", service: plain, containers: [],
      engine: .unreachable("connection refused")),
    Situation(
      name: "the engine is gone, its containers ran", service: plain, containers: [one(.running)],
      engine: .unreachable("connection refused")),
    Situation(
      name: "the engine is silent", service: plain, containers: [],
      engine: .silent(milliseconds: 5000)),
    Situation(
      name: "the engine may not be asked", service: plain, containers: [],
      engine: .forbidden("This user may not talk to docker.")),
    Situation(
      name: "docker is not installed", service: plain, containers: [],
      engine: .notInstalled("docker is not installed.")),
    Situation(
      name: "the Compose file is broken", service: plain, containers: [one(.running)],
      composeState: .failed("yaml: line 1: did not find expected node content")),
    Situation(
      name: "the Compose file is gone", service: plain, containers: [],
      composeState: .failed("no such file")),
  ]
}
