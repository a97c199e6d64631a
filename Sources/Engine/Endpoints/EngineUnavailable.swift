import Environments
import Processes

/// The reason why the containers of an engine are not known.
package struct EngineUnavailable: Error, Hashable {
  package var state: EngineState

  package init(_ state: EngineState) { self.state = state }

  package init(_ result: CommandResult, on endpoint: Endpoint) {
    if let state = engineFault(result, on: endpoint) {
      self.state = state
    } else if isRefusal(result.errors) {
      self = .refused(by: endpoint)
    } else if let found = nonsense(in: result.errors) {
      self = .noEngine(at: endpoint, found)
    } else {
      // An unknown failure is still a failure to respond, so its output is kept unchanged.
      state = .unreachable(lastLine(result.errors))
    }
  }
}

extension EngineUnavailable {
  /// A proxy or an authorization plugin forbids the requests of every refresh.
  static func refused(by endpoint: Endpoint) -> EngineUnavailable {
    EngineUnavailable(
      .forbidden(
        "\(endpoint) refuses the request. "
          + "A proxy or an authorization plugin in front of the engine does not allow it."))
  }

  /// Something other than an engine answers at the endpoint.
  static func noEngine(at endpoint: Endpoint, _ found: some StringProtocol) -> EngineUnavailable {
    EngineUnavailable(.unreachable("No Docker engine answers at \(endpoint): \(found)."))
  }
}

/// Whether a proxy in front of the engine, or an authorization plugin in it, forbids the request.
private func isRefusal(_ words: String) -> Bool {
  let lowered = words.lowercased()
  return lowered.contains("403 forbidden") || lowered.contains("authorization denied by plugin")
}

/// The output that docker could not parse because something other than an engine answered; `nil` otherwise.
private func nonsense(in words: String) -> Substring? {
  for beginning in ["malformed HTTP response", "invalid character"] {
    if let found = words.firstRange(of: beginning) {
      return words[found.lowerBound...].prefix { !$0.isNewline }.trimmingSuffix { $0 == "." }
    }
  }
  return nil
}

extension Substring {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}

/// The state of the engine that a failed call implies, with the fix in words; `nil` when the engine responded.
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

/// The state of the engine that the output of docker or Compose implies; `nil` when the output has another cause.
package func engineFault(words: String, on endpoint: Endpoint) -> EngineState? {
  if let reason = EngineReason(words: words, on: endpoint) { return reason.state }
  let lowered = words.lowercased()
  if lowered.contains("permission denied while trying to connect") {
    return forbidden(endpoint)
  }
  // An engine that responds with an error is reachable, whatever the error is.
  guard !lastLine(lowered).contains("error response from daemon") else { return nil }
  guard unreachableWords.contains(where: lowered.contains) else { return nil }
  return .unreachable(lastLine(words))
}

/// The state of an engine whose socket this user may not open.
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

/// The last line that is not blank, in which the commands report their reason.
///
/// Of a crash, the line that tells why it happened: the lines after it are the program's own stack.
package func lastLine(_ text: String) -> String {
  if let crash = crash(in: text.split(whereSeparator: \.isNewline).map(String.init)) {
    return crash
  }
  return lastLine(ofWords: text)
}

private func lastLine(ofWords text: String) -> String {
  text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
    .map { String($0.drop(while: \.isWhitespace)) } ?? ""
}

/// Why a program written in Go crashed, from its stack trace; `nil` when the lines are none.
package func crash(in lines: [String]) -> String? {
  guard lines.contains(where: { $0.hasPrefix("goroutine ") }) else { return nil }
  return lines.first { line in
    ["panic: ", "fatal error: ", "runtime: "].contains { line.hasPrefix($0) }
  }.map { "it crashed: \($0)" }
}

extension EngineState {
  /// The reason why the engine is unavailable, as a sentence.
  package func reason(on endpoint: Endpoint) -> String {
    switch self {
    case .notInstalled(let words), .forbidden(let words), .unreachable(let words): words
    case .silent(let milliseconds):
      "\(endpoint) accepted the connection but did not answer within \(milliseconds) ms."
    case .notAskedYet, .answering: "The engine was not asked."
    }
  }
}
