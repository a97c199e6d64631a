import Environments
import Testing

@testable import Engine

/// The output was recorded from failed connections of docker 28.2.2 and 20.10.24 and of OpenSSH 9.2.
struct `Why an engine cannot be reached` {
  @Test(arguments: [
    (
      """
      @       WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\r
      Offending ED25519 key in /etc/ssh/ssh_known_hosts:1\r
        remove with:\r
        ssh-keygen -f "/etc/ssh/ssh_known_hosts" -R "[10.0.0.7]:2222"\r
      Host key for [10.0.0.7]:2222 has changed and you have requested strict checking.\r
      Host key verification failed.\r
      """,
      """
      The host key of [10.0.0.7]:2222 has changed: it is another host, or the connection is intercepted.
      when the host is new: ssh-keygen -f "/etc/ssh/ssh_known_hosts" -R "[10.0.0.7]:2222", then \
      ssh -p 2222 ops@10.0.0.7, once by hand; compare the fingerprint
      """
    ),
    (
      "Host key verification failed.\r\n",
      """
      The host key of ssh://ops@10.0.0.7:2222 is not known on this machine.
      ssh -p 2222 ops@10.0.0.7, once by hand; answer yes when the fingerprint is the host's
      """
    ),
    (
      "ops@10.0.0.7: Permission denied (publickey).\r\n",
      """
      ssh://ops@10.0.0.7:2222 accepts none of this user's ssh keys.
      ssh-add -l lists what is offered, ssh-add adds a key; ssh-copy-id -p 2222 ops@10.0.0.7 authorizes it on the host
      """
    ),
    (
      "Permission denied, please try again.\r\nops@10.0.0.7: Permission denied (password).\r\n",
      """
      ssh://ops@10.0.0.7:2222 asks for a password, which triptych cannot enter.
      let its sshd accept keys, then ssh-copy-id -p 2222 ops@10.0.0.7
      """
    ),
    (
      "ssh: connect to host 10.0.0.7 port 2222: Connection refused\r\n",
      """
      Nothing listens for ssh on 10.0.0.7 port 2222.
      start sshd there, or correct the port
      """
    ),
    (
      "ssh: connect to host 10.0.0.7 port 2222: No route to host\r\n",
      """
      There is no route to 10.0.0.7 port 2222.
      check this machine's network or VPN
      """
    ),
    (
      "ssh: Could not resolve hostname edge: Temporary failure in name resolution\r\n",
      """
      The host name edge is not known.
      correct the address in the context, or add a Host line to ~/.ssh/config
      """
    ),
    (
      """
      Connection timed out during banner exchange\r
      Connection to 10.0.0.7 port 2222 timed out\r

      """,
      """
      ssh://ops@10.0.0.7:2222 did not answer ssh in time.
      ssh -v -p 2222 ops@10.0.0.7 shows where it waits: the host, its jump host, or the network
      """
    ),
    (
      "Connection to 10.0.0.7 closed by remote host.\r\n",
      """
      ssh://ops@10.0.0.7:2222 closed the ssh connection.
      triptych reconnects automatically; if it fails again: ssh -v -p 2222 ops@10.0.0.7
      """
    ),
    (
      """
      failed to open the raw stream connection: dial unix /run/docker.sock: connect: no such file or directory

      """,
      """
      ssh reaches ssh://ops@10.0.0.7:2222, but no engine answers at /run/docker.sock.
      on that host: sudo systemctl start docker
      """
    ),
  ])
  func `ssh says it`(words: String, reason: String) {
    for docker in ["", "-o ConnectTimeout=30 -T "] {
      #expect(
        told(
          "error while Copy (stream to stdout): command [ssh \(docker)-l ops -p 2222 -- 10.0.0.7 "
            + "docker system dial-stdio] has exited with exit status 255, make sure the URL is "
            + "valid, and Docker 18.09 or later is installed on the remote host: stderr=\(words)\n")
          == reason)
    }
  }

  @Test func `or the shell at its other end`() {
    #expect(
      told(
        "command [ssh -l ops -- edge docker system dial-stdio] has exited with exit status 127, "
          + "please make sure the URL is valid: stderr=bash: line 1: docker: command not found\n\n")
          == """
          ssh://ops@edge has no docker program on the PATH of its logins.
          install docker there; ssh ops@edge docker version tries it
          """)
  }

  @Test func `a login that may not open the socket there is forbidden`() {
    let words =
      "command [ssh -T -- edge docker system dial-stdio] has exited with exit status 1, make "
      + "sure: stderr=failed to open the raw stream connection: dial unix /run/docker.sock: "
      + "connect: permission denied\n\n"

    #expect(
      engineFault(words: words, on: .context("far", host: nil))
        == .forbidden(
          "The login of ssh://edge may not open /run/docker.sock there. "
            + #"Fix: on that host: sudo usermod -aG docker "$USER""#))
  }

  @Test func `what killed ssh is not ssh's fault`() {
    #expect(
      told(
        "error while Copy (stream to stdout): command [ssh -T -l ops -- edge docker system "
          + "dial-stdio] has exited with signal: killed, make sure the URL is valid: stderr=\n")
          == """
          The ssh program for ssh://ops@edge was killed.
          triptych reconnects automatically; if it fails again: ssh -v ops@edge
          """)
  }

  @Test(arguments: [
    (
      #"failed to open the raw stream connection: exec: "ssh": executable file not found in $PATH"#,
      """
      There is no ssh program on this machine.
      sudo apt-get install openssh-client
      """
    ),
    (
      "Cannot connect to the Docker daemon at http://docker.example.com. Is the docker daemon running?",
      """
      The ssh login works, but docker reaches no engine from there.
      docker --context far system dial-stdio </dev/null says why
      """
    ),
    (
      "error while Copy (stream to stdout): remote error: tls: bad certificate",
      """
      The engine refuses this machine's certificate: it has expired, is missing, or was signed by another authority.
      let the engine's authority sign a new certificate, then docker context update far --docker host=…,ca=…,cert=…,key=…
      """
    ),
    (
      "error while Copy (stream to stdout): remote error: tls: expired certificate",
      """
      The engine refuses the client certificate: it has expired.
      let the engine's authority sign a new certificate, then docker context update far --docker host=…,ca=…,cert=…,key=…
      """
    ),
    (
      "error while Copy (stream to stdout): remote error: tls: certificate required",
      """
      The engine requires a client certificate of its authority, and none was sent.
      let the engine's authority sign a new certificate, then docker context update far --docker host=…,ca=…,cert=…,key=…
      """
    ),
    (
      """
      error during connect: Get "https://a:2376/v1.50/version": write tcp a:1->a:2376: write: broken pipe
      """,
      """
      The engine closed the connection without a response, as it does when it refuses a certificate.
      let the engine's authority sign a new certificate, then docker context update far --docker host=…,ca=…,cert=…,key=…
      """
    ),
    (
      "failed to open the raw stream connection: x509: certificate signed by unknown authority\n",
      """
      The engine's certificate was signed by an authority that this machine does not trust.
      take the ca.pem of the engine's authority: docker context update far --docker host=…,ca=…,cert=…,key=…
      """
    ),
    (
      "failed to open the raw stream connection: tls: failed to verify certificate: x509: certificate is valid for 10.0.0.7, not edge\n",
      """
      The engine's certificate is for another name: certificate is valid for 10.0.0.7, not edge.
      use a name in the certificate, or renew it with this name in subjectAltName
      """
    ),
    (
      "failed to open the raw stream connection: x509: certificate has expired or is not yet valid: current time 2026-12-01T22:17:52Z is after 2021-01-01T00:00:00Z\n",
      """
      The engine's certificate has expired.
      renew it on the engine's host, then restart its dockerd
      """
    ),
    (
      "failed to open the raw stream connection: x509: certificate has expired or is not yet valid: current time 2020-12-01T22:17:52Z is before 2021-01-01T00:00:00Z\n",
      """
      The engine's certificate is not valid yet.
      set the clock of this machine, or of the one that made it: timedatectl set-ntp true
      """
    ),
    (
      "Error response from daemon: Client sent an HTTP request to an HTTPS server.\n",
      """
      The engine requires TLS, and the endpoint does not use it.
      let the engine's authority sign a new certificate, then docker context update far --docker host=…,ca=…,cert=…,key=…
      """
    ),
    (
      "failed to open the raw stream connection: tls: first record does not look like a TLS handshake",
      """
      The endpoint uses TLS, but the engine answers in plain HTTP.
      start that dockerd with --tlsverify, or correct the port
      """
    ),
    (
      #"unable to resolve docker endpoint: context "far" does not exist"#,
      """
      There is no docker context far on this machine.
      docker context ls lists the contexts; docker context create makes one
      """
    ),
    (
      """
      Failed to initialize: unable to resolve docker endpoint: failed to retrieve TLS data (ca.pem) for context "far": \
      failed to read TLS data for endpoint docker: open /x/ca.pem: permission denied
      """,
      """
      This user may not read ca.pem of context far.
      sudo chown -R "$USER" ~/.docker, or create it again with docker context create
      """
    ),
    (
      """
      unable to resolve docker endpoint: failed to retrieve context tls data for file "ca.pem" of context "far": \
      open /x/ca.pem: permission denied
      """,
      """
      This user may not read ca.pem of context far.
      sudo chown -R "$USER" ~/.docker, or create it again with docker context create
      """
    ),
  ])
  func `docker says it`(words: String, reason: String) {
    #expect(told(words) == reason)
  }

  @Test func `without a context the certificates are those of a folder`() {
    #expect(
      EngineReason(
        words: "error during connect: Get \"https://a:2376/\": remote error: tls: bad certificate",
        on: .host("tcp://a:2376"))?.fix
        == #"let the engine's authority sign a new certificate, then put ca.pem, cert.pem and key.pem into "$DOCKER_CERT_PATH""#
    )
  }

  @Test(arguments: [
    "Error response from daemon: Get \"https://r/v2/\": x509: certificate signed by unknown authority",
    "failed to solve: tls: failed to verify certificate: x509: certificate signed by unknown authority",
    "api-1  | ssh: connect to host db port 22: Connection refused",
    "Host key verification failed.", "",
  ])
  func `an engine that reports a registry's problem is reachable`(words: String) {
    #expect(EngineReason(words: words, on: .local) == nil)
  }

  private func told(_ words: String) -> String? {
    EngineReason(words: words, on: .context("far", host: nil)).map { $0.what + "\n" + $0.fix }
  }
}
