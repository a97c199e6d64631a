import Processes

extension EngineReason {
  /// Reads docker's output about a TLS connection that failed, or about a missing one.
  init?(tls words: String, on endpoint: Endpoint) {
    // Other errors from the engine may be about a registry's certificate; only this one is about the connection.
    if words.contains("Client sent an HTTP request to an HTTPS server") {
      self.init(
        "The engine requires TLS, and the endpoint does not use it.", fix: Self.renewal(endpoint))
      return
    }
    guard !lastLine(words).contains("Error response from daemon"),
      doorWords.contains(where: words.contains),
      let reason = Self.engineRefuses(words, endpoint) ?? Self.weRefuse(words, endpoint)
    else { return nil }
    self = reason
  }

  private static func engineRefuses(_ words: String, _ endpoint: Endpoint) -> EngineReason? {
    let what: String
    if words.contains("tls: expired certificate") {
      what = "The engine refuses the client certificate: it has expired."
    } else if words.contains("tls: certificate required") {
      what = "The engine requires a client certificate of its authority, and none was sent."
    } else if words.contains("tls: unknown certificate authority") {
      what = "The engine refuses the client certificate: another authority signed it."
    } else if words.contains("tls: bad certificate") {
      // Engines before 23 do not tell these apart, and a client does not send a certificate of another authority.
      what =
        "The engine refuses this machine's certificate: "
        + "it has expired, is missing, or was signed by another authority."
    } else if words.contains("https://"), brokenWords.contains(where: words.contains) {
      // The refusal is lost when it arrives while docker is still writing.
      what =
        "The engine closed the connection without a response, as it does when it refuses a certificate."
    } else {
      return nil
    }
    return EngineReason(what, fix: renewal(endpoint))
  }

  private static func weRefuse(_ words: String, _ endpoint: Endpoint) -> EngineReason? {
    if words.contains("first record does not look like a TLS handshake")
      || words.contains("server gave HTTP response to HTTPS client")
    {
      return EngineReason(
        "The endpoint uses TLS, but the engine answers in plain HTTP.",
        fix: "start that dockerd with --tlsverify, or correct the port")
    }
    guard let found = words.between("x509: ", "\n") ?? words.after("x509: ") else { return nil }
    if found.hasPrefix("certificate signed by unknown authority") {
      return EngineReason(
        "The engine's certificate was signed by an authority that this machine does not trust.",
        fix: "take the ca.pem of the engine's authority: " + endpoint.newCertificates)
    }
    if found.hasPrefix("certificate has expired or is not yet valid") {
      let isBehind = found.contains(" is before ")
      return EngineReason(
        "The engine's certificate \(isBehind ? "is not valid yet" : "has expired").",
        fix: isBehind
          ? "set the clock of this machine, or of the one that made it: timedatectl set-ntp true"
          : "renew it on the engine's host, then restart its dockerd")
    }
    if found.contains("certificate is") || found.contains("cannot validate certificate for") {
      return EngineReason(
        "The engine's certificate is for another name: \(found).",
        fix: "use a name in the certificate, or renew it with this name in subjectAltName")
    }
    return nil
  }

  private static func renewal(_ endpoint: Endpoint) -> String {
    "let the engine's authority sign a new certificate, then " + endpoint.newCertificates
  }
}

extension Endpoint {
  /// The command or step that gives docker other certificates for the endpoint.
  package var newCertificates: String {
    guard case .context(let name, _) = self else {
      return #"put ca.pem, cert.pem and key.pem into "$DOCKER_CERT_PATH""#
    }
    return "docker context update \(shellQuoted(name)) --docker host=…,ca=…,cert=…,key=…"
  }
}

/// Phrases that docker prints only while it opens a connection to an engine.
private let doorWords = [
  "error during connect", "failed to open the raw stream connection", "error while Copy (",
  "(--tlsverify) enabled",
]

private let brokenWords = ["connection reset by peer", "broken pipe"]

extension String {
  fileprivate func after(_ start: String) -> String? {
    firstRange(of: start).map { String(self[$0.upperBound...]) }
  }
}
