import Environments

extension Engine {
  /// The heartbeat, which is the cheapest call: a response proves that the engine is alive.
  ///
  /// - Returns: the number of connections opened so far. When it has changed since the last call, another engine may
  ///   answer at the endpoint.
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

  /// The identity of the engine, with its clock.
  package func identity() async -> Result<EngineIdentity, EngineUnavailable> {
    await info().flatMap { info in
      guard let id = info.id, let time = info.systemTime.flatMap(nanosecondsSince1970) else {
        return .failure(.noEngine(at: endpoint, "it does not identify itself"))
      }
      return .success(EngineIdentity(id: id, timeNanoseconds: time))
    }
  }

  /// The host of the engine and its resources.
  package func host() async -> Result<EngineHost, EngineUnavailable> {
    await info().flatMap { info in
      guard let processors = info.processors, let memory = info.memory, memory > 0 else {
        return .failure(.noEngine(at: endpoint, "it does not report its processors and memory"))
      }
      return .success(
        EngineHost(
          id: info.id ?? "\(endpoint)", name: info.name ?? "the host", processors: processors,
          memory: memory))
    }
  }

  /// The given images that the engine does not have.
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

/// The members that triptych reads of `/info`.
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
