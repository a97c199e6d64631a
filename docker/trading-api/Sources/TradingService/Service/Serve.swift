import Glibc
import Logging
import ServiceLifecycle
import UnixSignals

/// Runs one role with the configuration that was read from `path`, until SIGTERM or SIGINT.
///
/// Open requests then have `api.timeouts.shutdown` to end; a second signal does not wait for them. SIGHUP
/// reloads. Throws `StartProblems` before it listens when a secret cannot be used, and
/// `DatabaseProblem` when the database cannot.
package func serve(
  _ role: Role, _ configuration: ServiceConfiguration, path: String
) async throws {
  // First of all: a signal that comes while the rest starts must not be lost, nor kill.
  let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
  let control = LogControl(configuration.logging.level)
  let logger = Logger(configuration, role: role, control: control)
  let (loaded, problems, warnings) = Live.load(configuration, role: role)
  guard let loaded else { throw StartProblems(problems: problems) }
  control.set(configuration.logging.level, secrets: loaded.keys.values)
  for warning in warnings { logger.warning("\(warning)") }
  let live = LiveSettings(loaded)
  var parts = ServiceParts(role: role, live: live, logger: logger)
  parts.desk = try parts.feed.map { try openDesk(live, $0, logger: logger) }
  let group = ServiceGroup(
    configuration: ServiceGroupConfiguration(services: parts.services(), logger: logger))
  let reload = Reload(path: path, role: role, live: live, control: control, logger: logger)

  try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask { try await group.run() }
    tasks.addTask {
      var isStopping = false
      for await signal in signals {
        if signal == .sighup {
          reload.run()
        } else if isStopping {
          end("A second signal ends the service at once.", logger)
        } else {
          isStopping = true
          await group.triggerGracefulShutdown()
          endLater(after: configuration.api.shutdownTimeout, logger)
        }
      }
    }
    defer { tasks.cancelAll() }
    try await tasks.next()
  }
}

/// Ends the process when open requests do not. Unstructured, because everything else waits for them.
private func endLater(after time: Duration, _ logger: Logger) {
  Task.detached {
    try await Task.sleep(for: time)
    end("Open requests did not end in time and are cut off.", logger)
  }
}

private func end(_ words: String, _ logger: Logger) {
  logger.warning("\(words)")
  exit(0)
}
