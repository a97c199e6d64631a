import Environments

@testable import Engine

/// The input as a container that an engine describes, as words of the client, and as a time.
enum DockerTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let json = JSONValue(json: bytes), let found = try? InspectedContainer(json) {
      let status = found.status
      promise(status.lastProbe?.contains("\n") != true, "a probe's output has two lines")
    }
    _ = engineFault(words: text, on: .local)
    _ = secondsSince1970(text)
    promise(!lastLine(text).contains("\n"), "the last line is two")
  }
}
