import Console
import Environments

extension Checkout {
  /// The message for the console that a configuration is loaded, with its differences computed.
  func loadedMessage(_ configuration: Configuration) -> Message {
    .loaded(
      configuration, compare(configuration.environments, accepted: configuration.accepted))
  }

  /// The messages that the console would have received by now: reads the files, and asks Compose and the engines
  /// once.
  func currentMessages() async -> [Message] {
    let configuration = await resolved()
    let statuses = await status(of: configuration.environments)
    return [loadedMessage(configuration), .statusArrived(statuses)]
  }

  /// The messages for the console about the checks of one environment, or of all.
  func healthMessages(of name: String?) async -> [Message] {
    let environments = await resolved().environments.filter { name == nil || $0.name == name }
    return await health(of: environments).reports.map { .healthArrived($0) }
  }
}
