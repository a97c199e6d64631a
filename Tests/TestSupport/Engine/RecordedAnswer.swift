import FoundationEssentials

/// What a real engine answered.
package enum RecordedAnswer {
  /// A container of Docker 20.10 with a health check, a port, a volume and a secret in its environment.
  package static func inspected() throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return Array(try Data(contentsOf: URL(filePath: "/\(folder)/inspected-20.10.json")))
  }
}

extension FakeContainer {
  /// As the engine describes it alone.
  package var inspectedText: String { inspected.line }
}
