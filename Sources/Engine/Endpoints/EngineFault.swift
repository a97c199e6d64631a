import Environments
import Processes

/// What a failed call says about the engine, with the fix in words; `nil` when the engine did answer.
package func engineFault(_ result: CommandResult, on endpoint: Endpoint) -> EngineState? {
  switch result.ending {
  case .exited(code: 0): nil
  case .notStarted: .notInstalled(DockerInstallation.clientIsMissing)
  case .deadlinePassed: .silent(milliseconds: result.command.deadline?.milliseconds ?? 0)
  case .cancelled: .notAskedYet
  case .signaled(let number) where lastLine(result.errors).isEmpty:
    .unreachable("The docker program for \(endpoint) was ended by signal \(number).")
  case .exited, .signaled: engineFault(words: result.errors, on: endpoint)
  }
}

/// What docker's or Compose's own words say about the engine; `nil` when they speak of something else.
package func engineFault(words: String, on endpoint: Endpoint) -> EngineState? {
  if let reason = EngineReason(words: words, on: endpoint) { return reason.state }
  let lowered = words.lowercased()
  if lowered.contains("permission denied while trying to connect") {
    return forbidden(endpoint)
  }
  // An engine that answers with an error is there, whatever the error speaks of.
  guard !lastLine(lowered).contains("error response from daemon") else { return nil }
  guard unreachableWords.contains(where: lowered.contains) else { return nil }
  return .unreachable(lastLine(words))
}

/// The engine's socket is there, and not for this user.
func forbidden(_ endpoint: Endpoint) -> EngineState {
  .forbidden(
    "This user may not talk to docker at \(endpoint). "
      + "Add it to the group docker (sudo usermod -aG docker $USER) and log in again.")
}

private let unreachableWords = [
  "cannot connect to the docker daemon", "error during connect", "connection refused",
  "unexpected eof", "context not found", "unable to resolve docker endpoint",
  "connection reset by peer", "no such host", "broken pipe", "request returned internal server",
  "i/o timeout",
]

/// The last line that says something: the commands put their reason there.
package func lastLine(_ text: String) -> String {
  text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
    .map { String($0.drop(while: \.isWhitespace)) } ?? ""
}
