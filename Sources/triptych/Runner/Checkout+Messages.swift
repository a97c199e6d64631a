import Console
import Environments

extension Checkout {
  /// A configuration as the console hears of it, with its differences computed.
  func loadedMessage(_ configuration: Configuration) -> Message {
    .loaded(
      configuration, compare(configuration.environments, accepted: configuration.accepted))
  }

  /// Everything the console would know by now, asked once: files, Compose, engines.
  func currentMessages() async -> [Message] {
    let configuration = await resolved()
    let statuses = await status(of: configuration.environments)
    return [loadedMessage(configuration), .statusArrived(statuses)]
  }

  /// The checks of one environment, or of all, as the console hears of them.
  func healthMessages(of name: String?) async -> [Message] {
    let environments = await resolved().environments.filter { name == nil || $0.name == name }
    return await health(of: environments).reports.map { .healthArrived($0) }
  }
}
