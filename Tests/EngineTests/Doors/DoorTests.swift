import Engine
import Environments
import Operations
import Testing

/// Engines elsewhere, by contexts that docker opens: what is said when it cannot.
extension `On a real engine` {
  @Suite(.enabled(if: Doors.isPossible, "needs sshd and openssl"))
  struct DoorTests {
    @Test(arguments: ["ssh-works", "ssh-jumps", "tls-works"])
    func `an engine behind ssh or TLS is asked like one that is here`(context: String) async throws
    {
      let docker = try await Docker.discover(caller: Doors.shared.opened())
      try await Doors.shared.engine.runContainer(of: "t-door")

      let version = await docker.version(of: .context(context, host: nil))
      let status = await docker.statuses(of: [environment(context)])[0]

      #expect(version.state == .answering)
      #expect(version.version?.contains(".") == true)
      #expect(status.engine == .answering)
      #expect(status.containers.map(\.state) == [.running])
    }

    @Test func `a host key that has changed is told, with what forgets it`() async throws {
      let words = try await words(of: "ssh-changed")

      #expect(
        words == """
          The host key of [127.0.0.1]:2222 has changed: it is another host, or the connection is intercepted. \
          Fix: when the host is new: ssh-keygen -f "\(Doors.shared.folder)/ssh/known-changed" \
          -R "[127.0.0.1]:2222", then ssh root@changed, once by hand; compare the fingerprint
          """)
    }

    @Test func `a host key that nobody has seen yet is told`() async throws {
      #expect(
        try await words(of: "ssh-unknown") == """
          The host key of ssh://root@unknown is not known on this machine. \
          Fix: ssh root@unknown, once by hand; answer yes when the fingerprint is the host's
          """)
    }

    @Test func `a host that takes none of the keys is told`() async throws {
      #expect(
        try await words(of: "ssh-stranger") == """
          ssh://root@stranger accepts none of this user's ssh keys. \
          Fix: ssh-add -l lists what is offered, ssh-add adds a key; \
          ssh-copy-id root@stranger authorizes it on the host
          """)
    }

    @Test func `a host that asks for a password is told, and nobody is asked`() async throws {
      var caller = try await Doors.shared.opened()
      caller.merge(["DISPLAY": ":9", "SSH_ASKPASS": Doors.shared.askingProgram]) { $1 }
      let docker = await Docker.discover(caller: caller)

      let state = await docker.version(of: .context("ssh-password", host: nil)).state

      #expect(
        state
          == .unreachable(
            """
            ssh://root@password asks for a password, which triptych cannot enter. \
            Fix: let its sshd accept keys, then ssh-copy-id root@password
            """))
      #expect(!Doors.shared.wasAsked)
    }

    @Test(arguments: ["ssh-silent", "ssh-jump"])
    func `a host or a jump host that never says a word is silent`(context: String) async throws {
      let docker = await Docker.discover(
        caller: try await Doors.shared.opened(), callDeadline: .seconds(2))

      let state = await docker.version(of: .context(context, host: nil)).state

      #expect(state == .silent(milliseconds: 2000))
    }

    @Test(arguments: [
      (
        "ssh-closed",
        """
        Nothing listens for ssh on 127.0.0.1 port 2299. \
        Fix: start sshd there, or correct the port
        """
      ),
      (
        "ssh-nowhere.invalid",
        """
        The host name nowhere.invalid is not known. \
        Fix: correct the address in the context, or add a Host line to ~/.ssh/config
        """
      ),
      (
        "ssh-bare",
        """
        ssh://root@bare has no docker program on the PATH of its logins. \
        Fix: install docker there; ssh root@bare docker version tries it
        """
      ),
      (
        "tls-name",
        """
        The engine's certificate is for another name: \
        certificate is not valid for any names, but wanted to match localhost. \
        Fix: use a name in the certificate, or renew it with this name in subjectAltName
        """
      ),
      (
        "tls-authority",
        """
        The engine's certificate was signed by an authority that this machine does not trust. \
        Fix: take the ca.pem of the engine's authority: \
        docker context update tls-authority --docker host=…,ca=…,cert=…,key=…
        """
      ),
      (
        "tls-plain",
        """
        The engine requires TLS, and the endpoint does not use it. \
        Fix: let the engine's authority sign a new certificate, then \
        docker context update tls-plain --docker host=…,ca=…,cert=…,key=…
        """
      ),
      (
        "plain-tls",
        """
        The endpoint uses TLS, but the engine answers in plain HTTP. \
        Fix: start that dockerd with --tlsverify, or correct the port
        """
      ),
      (
        "tls-lost",
        """
        There is no docker context tls-lost on this machine. \
        Fix: docker context ls lists the contexts; docker context create makes one
        """
      ),
    ])
    func `what keeps a door shut is told in a sentence, with its fix`(
      context: String, sentence: String
    ) async throws {
      #expect(try await words(of: context) == sentence)
    }

    @Test
    func `a login that may not open the socket there is told apart from an engine that is down`()
      async throws
    {
      let forbidden = try await state(of: "ssh-forbidden")
      let down = try await state(of: "ssh-down")

      #expect(
        forbidden
          == .forbidden(
            """
            The login of ssh://root@forbidden may not open \
            \(Doors.shared.engine.folder)/docker.sock there. \
            Fix: on that host: sudo usermod -aG docker root
            """))
      #expect(
        down
          == .unreachable(
            """
            ssh reaches ssh://root@down, but no engine answers at /nowhere/docker.sock. \
            Fix: on that host: sudo systemctl start docker
            """))
    }

    /// Engines before 23 tell the three apart in nothing. Asked often: at times docker is still writing when it is refused.
    @Test(arguments: ["tls-expired", "tls-other", "tls-bare"])
    func `a certificate that the engine refuses is told every time, and how to renew it`(
      context: String
    ) async throws {
      for _ in 1...5 {
        let docker = try await Docker.discover(caller: Doors.shared.opened())

        let state = await docker.version(of: .context(context, host: nil)).state

        guard case .unreachable(let words) = state else {
          Issue.record("state: \(state)")
          return
        }
        #expect(
          words.hasPrefix("The engine refuses")
            || words.hasPrefix("The engine requires a client certificate")
        )
        #expect(
          words.hasSuffix(
            "Fix: let the engine's authority sign a new certificate, then docker context update "
              + "\(context) --docker host=…,ca=…,cert=…,key=…"))
      }
    }

    @Test func `the doctor names what keeps each door shut, with its fix`() async throws {
      let text = try await Doors.shared.doctor(
        "DOC03", of: ["ssh-closed", "ssh-stranger", "tls-name"])

      #expect(
        text == """
          fail  DOC03  engine           context ssh-closed (ssh-closed): Nothing listens
                                        for ssh on 127.0.0.1 port 2299
                       fix: start sshd there, or correct the port
          fail  DOC03  engine           context ssh-stranger (ssh-stranger):
                                        ssh://root@stranger accepts none of this user's
                                        ssh keys
                       fix: ssh-add -l lists what is offered, ssh-add adds a key;
                            ssh-copy-id root@stranger authorizes it on the host
          fail  DOC03  engine           context tls-name (tls-name): The engine's
                                        certificate is for another name: certificate is
                                        not valid for any names, but wanted to match
                                        localhost
                       fix: use a name in the certificate, or renew it with this name in
                            subjectAltName
          """)
    }

    @Test func `the doctor tells the certificate that has expired from the one that is missing`()
      async throws
    {
      let text = try await Doors.shared.doctor(
        "DOC12", of: ["ssh-closed", "tls-bare", "tls-expired", "tls-works"])

      #expect(
        text == """
          warn  DOC12  certificate      context tls-bare: no certificate for its engine
                       fix: an engine with --tlsverify needs one: docker context update
                            tls-bare --docker host=…,ca=…,cert=…,key=…
          fail  DOC12  certificate      context tls-expired: expired on 2021-01-01
                       fix: let the engine's authority sign a new one, then docker context
                            update tls-expired --docker host=…,ca=…,cert=…,key=…
          ok    DOC12  certificate      context tls-works: valid until 2049-12-31
          """)
    }

    private func words(of context: String) async throws -> String {
      let state = try await state(of: context)
      guard case .unreachable(let words) = state else { return "\(state)" }
      return words
    }

    private func state(of context: String) async throws -> EngineState {
      await Docker.discover(caller: try await Doors.shared.opened())
        .version(of: .context(context, host: nil)).state
    }

    private func environment(_ context: String) -> Environment {
      Environment(
        name: context, target: Target(project: "t-door", context: context),
        services: [Service(name: "api")])
    }
  }
}
