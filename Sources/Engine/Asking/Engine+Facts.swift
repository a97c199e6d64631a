import Environments

extension Engine {
  /// The lightest call: proves the engine alive.
  ///
  /// - Returns: how many connections there have been so far, whoever opened them: behind another one than the last time
  ///   there may be another engine.
  package func ping() async -> Result<Int, EngineUnavailable> {
    await session { session throws(Interruption) in
      let answer = try await session.get("/_ping")
      guard answer.isSuccess else { throw .engine(answer.fault(endpoint)) }
      return connectionsEver
    }
  }

  /// The engine's own version, such as `20.10.24`.
  package func version() async -> Result<String, EngineUnavailable> {
    await session { session throws(Interruption) in
      try await session.get("/version").read(from: endpoint) { json throws(JSONMismatch) in
        try json.required("Version", \.string)
      }
    }
  }

  /// Asks the engine who it is.
  package func identity() async -> Result<EngineIdentity, EngineUnavailable> {
    await info().flatMap { info in
      guard let id = info.id, let time = info.systemTime.flatMap(nanosecondsSince1970) else {
        return .failure(.noEngine(at: endpoint, "it does not say who it is"))
      }
      return .success(EngineIdentity(id: id, timeNanoseconds: time))
    }
  }

  /// The machine that it runs on.
  package func host() async -> Result<EngineHost, EngineUnavailable> {
    await info().flatMap { info in
      guard let processors = info.processors, let memory = info.memory, memory > 0 else {
        return .failure(.noEngine(at: endpoint, "it does not say what it runs on"))
      }
      return .success(
        EngineHost(
          id: info.id ?? "\(endpoint)", name: info.name ?? "the host", processors: processors,
          memory: memory))
    }
  }

  /// Those of some images that the engine does not have.
  package func missing(
    of images: [String]
  ) async -> Result<[String], EngineUnavailable> {
    await session { session throws(Interruption) in
      var missing: [String] = []
      for image in images {
        let answer = try await session.get("/images/\(percentEncoded(image))/json")
        if answer.status == 404 {
          missing.append(image)
        } else if !answer.isSuccess {
          throw .engine(answer.fault(endpoint))
        }
      }
      return missing
    }
  }

  private func info() async -> Result<Info, EngineUnavailable> {
    await session { session throws(Interruption) in
      try await session.get("/info").read(from: endpoint, Info.init)
    }
  }
}

/// What we take of the engine's account of itself.
private struct Info: Sendable {
  var id: String?
  var name: String?
  var systemTime: String?
  var processors: Int?
  var memory: Int?

  init(_ json: JSONValue) throws(JSONMismatch) {
    id = try json.optional("ID", \.string)
    name = try json.optional("Name", \.string)
    systemTime = try json.optional("SystemTime", \.string)
    processors = try json.optional("NCPU", \.integer)
    memory = try json.optional("MemTotal", \.integer)
  }
}

/// Which engine answers at an endpoint, and its own clock.
package struct EngineIdentity: Hashable, Sendable {
  /// Made once for each engine's data folder: another one is another engine.
  package var id: String
  /// Nanoseconds since 1970.
  package var timeNanoseconds: Int

  package init(id: String, timeNanoseconds: Int) {
    self.id = id
    self.timeNanoseconds = timeNanoseconds
  }
}
