import Foundation

/// A real sshd with keys, settings and known hosts of its own, on the loopback of an engine's namespaces: it ends with the
/// engine. Where one of its ports leads is another thing each time.
struct SSHDoor {
  /// In CI a missing one is a failure, not a reason to skip.
  static let isPossible =
    FileManager.default.isExecutableFile(atPath: "/usr/sbin/sshd")
    || ProcessInfo.processInfo.environment["CI"] == "true"

  /// For a client that is told `-F`.
  var settings: String { folder + "/config" }
  private let folder: String

  /// - Parameter dockerd: the host's identifier of the engine's process.
  init(in folder: String, to socket: String, beside dockerd: pid_t) async throws {
    self.folder = folder
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try daemonSettings(socket).write(
      toFile: folder + "/daemon", atomically: true, encoding: .utf8)
    try clientSettings.write(toFile: settings, atomically: true, encoding: .utf8)
    try await shell(Self.start, folder, "\(dockerd)")
  }

  /// sshd wants a folder in `/run`, which it gets in a mount namespace of its own. The second one stops once it
  /// listens: it takes connections and never says a word. Both lead a session, or the kernel would let the stopped one
  /// go on as soon as its starter ends.
  private static let start = """
    set -eu; umask 077; cd "$1"
    for key in host other-host user stranger; do ssh-keygen -q -t ed25519 -N '' -C "$key" -f "$key"; done
    cp user.pub authorized
    for port in 2222 2223 2224 2225 2226; do echo "[127.0.0.1]:$port $(cat host.pub)"; done >known
    echo "[127.0.0.1]:2222 $(cat other-host.pub)" >known-changed
    : >known-none
    mkdir empty home forbidden
    printf '%s\\n' '#!/bin/sh' 'PATH=/usr/local/bin:/usr/bin:/bin' \\
      'exec setpriv --reuid 65534 --regid 65534 --clear-groups docker "$@"' >forbidden/docker
    chmod 755 forbidden/docker
    nsenter --target "$2" --net --pid --mount unshare --mount sh -c '
      cd "$1"; mount -t tmpfs none /run; mkdir -m 755 /run/sshd
      sshd() { setsid /usr/sbin/sshd -f "$PWD/daemon" -E "$PWD/log" -o PidFile="$PWD/$@"; }
      sshd pid -p 2222 -p 2223 -p 2224 -p 2225 -p 2226
      sshd silent.pid -p 2227
      tries=500
      until [ -s pid ] && [ -s silent.pid ]; do
        tries=$((tries - 1)); [ "$tries" -gt 0 ] || { cat log >&2; exit 1; }; sleep 0.02
      done
      kill -STOP "$(cat silent.pid)"' door "$1"
    """

  private func daemonSettings(_ socket: String) -> String {
    """
    ListenAddress 127.0.0.1
    HostKey \(folder)/host
    AuthorizedKeysFile \(folder)/authorized
    StrictModes no
    UsePAM no
    PermitRootLogin yes
    KbdInteractiveAuthentication no
    Match LocalPort 2223
      PubkeyAuthentication no
      PasswordAuthentication yes
    Match LocalPort 2224
      SetEnv HOME=\(folder)/home PATH=\(folder)/empty
    Match LocalPort 2225
      SetEnv HOME=\(folder)/home PATH=\(folder)/forbidden:/usr/bin:/bin DOCKER_HOST=unix://\(socket)
    Match LocalPort 2226
      SetEnv HOME=\(folder)/home PATH=/usr/local/bin:/usr/bin:/bin DOCKER_HOST=unix:///nowhere/docker.sock
    Match all
      PasswordAuthentication no
      SetEnv HOME=\(folder)/home PATH=/usr/local/bin:/usr/bin:/bin DOCKER_HOST=unix://\(socket)

    """
  }

  private var clientSettings: String {
    let ports = [
      "works": 2222, "changed": 2222, "unknown": 2222, "stranger": 2222, "jump": 2222,
      "jumps": 2222,
      "password": 2223, "bare": 2224, "forbidden": 2225, "down": 2226, "silent": 2227,
      "closed": 2299,
    ]
    return """
      Host changed
        UserKnownHostsFile \(folder)/known-changed
      Host unknown
        UserKnownHostsFile \(folder)/known-none
      Host stranger
        IdentityFile \(folder)/stranger
      Host jump
        ProxyJump root@silent
      Host jumps
        ProxyJump root@works

      """
        + ports.map { "Host \($0)\n  HostName 127.0.0.1\n  Port \($1)\n" }.sorted().joined()
          + """
          Host * !stranger
            IdentityFile \(folder)/user
          Host *
            IdentitiesOnly yes
            IdentityAgent none
            UserKnownHostsFile \(folder)/known
            GlobalKnownHostsFile /dev/null

          """
  }
}
