import Environments
import Foundation

extension StagedSituation {
  static let all: [StagedSituation] = running + ended + crashing + notStarted + several + unknown

  private static let sleep = "exec sleep 3600"
  private static let kill = "stop_signal: SIGKILL"
  private static let always = "restart: always"
  /// Its first run is an hour away.
  private static let lateCheck = "healthcheck: {test: [CMD, 'true'], interval: 1h}"
  private static let quickCheck = "healthcheck: {test: [CMD, 'true'], interval: 1s}"

  private static func api(_ name: String, _ script: String, _ more: String...) -> Self {
    let lines = more.map { "    \($0)\n" }.joined()
    return StagedSituation(name, service("api", script, kill) + lines)
  }

  /// A program that fails so many times, and then runs.
  private static func failing(_ times: Int, after seconds: Int = 0) -> String {
    """
    n=$(cat /runs || echo 0); echo $((n+1)) >/runs; [ $n -ge \(times) ] && exec sleep 3600
    sleep \(seconds); exit 1
    """
  }

  private static let running = [
    api("no container", sleep).unlaunched(),
    api("runs, no health check", sleep),
    api("healthy", sleep, quickCheck),
    api("its health check has not passed yet", sleep, lateCheck).impatient(),
    api(
      "unhealthy", sleep,
      "healthcheck: {test: [CMD-SHELL, 'echo refused; false'], interval: 1s, retries: 2}"),
    api("paused", sleep).prepared {
      await $0.compose("up", "-d")
      await $0.compose("pause")
    },
  ]

  private static let ended = [
    api("job that another service awaits, done", "true").awaited(),
    api("job that nobody awaits, done", "true"),
    api("job that another service awaits, failed", "exit 3").awaited(),
    api("job that nobody awaits, failed", "exit 3"),
    api("ended with 0, offers a port", "true", "expose: ['80']"),
    api("ended with 0, has a health check", "true", lateCheck),
    StagedSituation(
      "ended with 0, `restart: always`",
      service("api", "trap 'exit 0' TERM; sleep 3600 & wait", always)
    ).unlaunched {
      await $0.compose("up", "-d")
      await $0.compose("stop")
    },
    StagedSituation(
      "stopped by a signal", service("api", "trap 'exit 143' TERM; sleep 3600 & wait")
    ).unlaunched {
      await $0.compose("up", "-d")
      await $0.compose("stop")
    },
    api("killed", sleep, always).unlaunched {
      await $0.compose("up", "-d")
      await $0.compose("kill")
    },
  ]

  private static let crashing = [
    // After its sixth restart, the engine waits for more than six seconds.
    api("fast crash loop, between two runs", "exit 1", always)
      .awaiting { $0.restartCount >= 6 && $0.state == .restarting },
    api("fast crash loop, in a run", failing(7), always)
      .awaiting { $0.restartCount == 7 && $0.state == .running },
    api("slow crash loop, in a run", failing(4, after: 2), always)
      .awaiting { $0.restartCount == 4 && $0.state == .running },
    api("restarted once and healthy again", failing(1), always, quickCheck),
    api("crash loop that passes its check between crashes", failing(5), always, quickCheck)
      .awaiting { $0.restartCount == 5 && $0.health == .healthy },
  ]

  private static let notStarted = [
    api("its port is taken", sleep, "ports: ['127.0.0.1:18461:80']").prepared {
      await $0.engine(
        "run", "-d", "--name", $0.environment.name + "-holder", "-p", "127.0.0.1:18461:80",
        PrivateEngine.image, "sleep", "3600")
    },
    StagedSituation(
      "its program is missing",
      "  api: {image: \"\(PrivateEngine.image)\", command: [/srv]}\n"),
    api("its own exit code is 127", "exit 127"),
  ]

  private static let several = [
    api("both replicas run", sleep, "scale: 2"),
    api("one replica is missing", sleep, "scale: 2").unlaunched {
      await $0.compose("up", "-d")
      await $0.engine("rm", "-f", $0.environment.name + "-api-2")
    },
    api("one replica ended", "while ! [ -e /end ]; do sleep 1; done; exit 1", "scale: 2")
      .unlaunched {
        await $0.compose("up", "-d")
        await $0.engine("exec", $0.environment.name + "-api-2", "touch", "/end")
        try await $0.wait { $0.state == .exited(code: 1) }
      },
    api("one replica did not start", sleep, "scale: 2", "ports: ['127.0.0.1:18462:80']"),
    api("runs, and an orphan runs", sleep).withOrphan(sleep),
    api("stopped, and an orphan runs", sleep).withOrphan(sleep).unlaunched(),
    api("runs, and an orphan has ended", sleep).withOrphan("true"),
  ]

  private static let unknown = [
    api("the engine is gone", sleep).at("tcp://127.0.0.1:1"),
    api("the engine is gone, its containers ran", sleep).at("tcp://127.0.0.1:1")
      .prepared { await $0.compose("up", "-d") },
    api("the Compose file is broken", sleep).prepared {
      await $0.compose("up", "-d")
      try $0.write("services: {web: [")
    },
    api("the Compose file is gone", sleep).prepared {
      try FileManager.default.removeItem(atPath: $0.root + "/docker/stack.yml")
    },
  ]
}
