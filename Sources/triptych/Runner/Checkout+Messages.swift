import Console
import Environments

extension Checkout {
  /// The message for the console that a configuration is loaded, with its differences computed.
  func loadedMessage(_ configuration: Configuration) -> Message {
    .loaded(
      configuration, compare(configuration.environments, accepted: configuration.accepted))
  }

  /// The messages that the console would have received by now: asks the engines once.
  func currentMessages(of configuration: Configuration) async -> [Message] {
    let statuses = await status(of: configuration.environments)
    return [loadedMessage(configuration), .statusArrived(statuses)]
  }

  /// The messages for the console about the checks of one environment, or of all.
  func healthMessages(of name: String?, in configuration: Configuration) async -> [Message] {
    let environments = configuration.environments.filter { name == nil || $0.name == name }
    return await health(of: environments).reports.map { .healthArrived($0) }
  }

  /// Says on standard error for which of the environments Compose did not answer, so that their files are taken as
  /// written.
  func reportSilence(of chosen: [Environment], in configuration: Configuration) {
    let names = chosen.filter { if case .unasked = $0.composeState { true } else { false } }
      .map(\.name)
    let silences = configuration.problems.filter {
      $0.code == "CMP05" && !Set(names).isDisjoint(with: $0.environments)
    }
    for entry in configuration.text(of: silences, among: chosen.map(\.name)).entries {
      StandardStreams.error(entry)
    }
  }
}
