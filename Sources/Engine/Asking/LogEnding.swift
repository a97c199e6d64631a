import Environments
import Processes

/// The way in which reading a container's log ended.
package enum LogEnding: Hashable, Sendable {
  /// Everything that was requested has been read.
  case whole
  /// The container was removed or is being removed.
  case gone
  /// The engine refuses the log; its message.
  case refused(String)
  /// The engine is unavailable.
  case lost(EngineUnavailable)
  case cancelled
}

extension Engine {
  /// Reads a container's log, each line prefixed with its time, and passes it to `onBytes` as it arrives. While
  /// `onBytes` waits, the engine sends nothing more.
  ///
  /// - Parameters:
  ///   - isFollowing: whether to continue with new lines until the container ends or the task is cancelled.
  ///   - since: nanoseconds since 1970; `nil` reads from the beginning.
  ///   - tail: the number of last lines; `nil` reads all lines.
  package func readLog(
    of container: String, isFollowing: Bool, since: Int?, tail: Int?,
    onBytes: @escaping @Sendable (OutputLine.Stream, [UInt8]) async -> Void
  ) async -> LogEnding {
    var query = [("stdout", "1"), ("stderr", "1"), ("timestamps", "1")]
    if isFollowing { query.append(("follow", "1")) }
    if let since { query.append(("since", engineTime(since))) }
    if let tail { query.append(("tail", "\(tail)")) }
    let log = target("/containers/\(percentEncoded(container))/logs", query)
    let result = await session(isStream: true) {
      session throws(Interruption) in
      let head = try await session.open(log)
      guard head.status == 200 else { return try await refusal(head, session) }
      return try await read(session, onBytes)
    }
    switch result {
    case .success(let ending): return ending
    case .failure(let fault): return fault.state == .notAskedYet ? .cancelled : .lost(fault)
    }
  }

  /// The last lines that a container wrote to both streams, without times and without the secrets that it was created
  /// with; empty when the engine does not return them.
  package func lastLines(of container: String, count: Int) async -> [String] {
    let path = "/containers/\(percentEncoded(container))"
    let log = target(path + "/logs", [("stdout", "1"), ("stderr", "1"), ("tail", "\(count)")])
    let result = await session { session throws(Interruption) in
      let config = JSONValue(json: try await session.get(path + "/json").body)?["Config"]
      let answer = try await session.get(log)
      guard answer.isSuccess else { throw .engine(answer.fault(endpoint)) }
      var frames = LogFrames()
      let parts = frames.feed(answer.body)
      return (parts.output + frames.finish().output + parts.errors, ContainerSecrets(config).mask)
    }
    guard let (bytes, mask) = try? result.get() else { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return mask.shown(lines: lines.suffix(count).map(String.init))
  }

  private func read(
    _ session: Session, _ onBytes: @Sendable (OutputLine.Stream, [UInt8]) async -> Void
  ) async throws(Interruption) -> LogEnding {
    var frames = LogFrames()
    while let piece = try await session.next() {
      let parts = frames.feed(piece)
      if !parts.output.isEmpty { await onBytes(.output, parts.output) }
      if !parts.errors.isEmpty { await onBytes(.errors, parts.errors) }
      if !parts.words.isEmpty {
        return .refused(String(decoding: parts.words, as: UTF8.self).onOneLine())
      }
    }
    let rest = frames.finish().output
    if !rest.isEmpty { await onBytes(.output, rest) }
    return .whole
  }

  private func refusal(
    _ head: AnswerParser.Head, _ session: Session
  ) async throws(Interruption) -> LogEnding {
    let answer = try await session.answer(head)
    // 409: "can not get logs from container which is dead or marked for removal".
    if head.status == 404 || head.status == 409 { return .gone }
    if head.status == 403 { throw .engine(.refused(by: endpoint)) }
    return .refused(answer.message?.onOneLine() ?? "the engine answers HTTP \(head.status)")
  }
}
