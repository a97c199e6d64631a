import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import TradingService

/// Serves on a free port of this machine while `body` runs.
func serving(
  _ responder: some HTTPResponder<ServiceContext>,
  while body: (Address) async throws -> Void
) async throws {
  let (ports, port) = AsyncStream.makeStream(of: Int.self)
  let application = Application(
    responder: responder,
    configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
    onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  let group = ServiceGroup(
    configuration: ServiceGroupConfiguration(
      services: [application], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
  try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask { try await group.run() }
    for await number in ports {
      try await body(Address(host: "127.0.0.1", port: number))
      break
    }
    await group.triggerGracefulShutdown()
    tasks.cancelAll()
  }
}
