import Engine
import Environments
import FoundationEssentials
import Glibc

extension Doctor {
  /// A certificate with fewer days left is a warning.
  private static let daysLeftMin = 30

  /// The certificates that this machine presents to engines; when an engine refuses one, its message says no more than that
  /// the certificate is bad.
  func certificates(for endpoints: [Endpoint]) -> [DoctorFinding] {
    endpoints.compactMap { endpoint in
      certificateFolder(of: endpoint).map { certificate(in: $0, for: endpoint) }
    }
  }

  /// The folder of the TLS files for an endpoint; `nil` when it uses none.
  private func certificateFolder(of endpoint: Endpoint) -> String? {
    let settings = dockerConfigFolder(docker.environment)
    let folder: String
    switch endpoint {
    case .context(let name, _):
      folder = "\(settings)/contexts/tls/\(Digest.hex(Digest.sha256(Array(name.utf8))))/docker"
    case .host(let address):
      guard address.hasPrefix("tcp://"), !(docker.environment["DOCKER_TLS_VERIFY"] ?? "").isEmpty
      else { return nil }
      folder = docker.environment["DOCKER_CERT_PATH"] ?? settings
    }
    return access(folder, F_OK) == 0 ? folder : nil
  }

  private func certificate(in folder: String, for endpoint: Endpoint) -> DoctorFinding {
    let file = folder + "/cert.pem"
    guard access(file, F_OK) == 0 else {
      return DoctorFinding(
        .certificate, .warn, "\(endpoint): no certificate for its engine",
        fix: "an engine with --tlsverify needs one: " + endpoint.newCertificates)
    }
    guard let bytes = FileManager.default.contents(atPath: file) else {
      return DoctorFinding(
        .certificate, .fail, "\(endpoint): this user may not read it",
        fix: #"sudo chown -R "$USER" \#(dockerConfigFolder(docker.environment))"#)
    }
    let key = FileManager.default.contents(atPath: folder + "/key.pem")
    guard
      let state = KeyMaterial.state(
        of: Array(bytes), key: key.map { Secret(bytes: Array($0)) })
    else {
      return DoctorFinding(
        .certificate, .fail, "\(endpoint): not a PEM file", fix: endpoint.newCertificates)
    }
    return Self.certificate(state, of: endpoint, at: secondsNow())
  }

  static func certificate(
    _ state: CertificateState, of endpoint: Endpoint, at now: Int
  ) -> DoctorFinding {
    let daysLeft = (state.endsAt - now) / CivilTime.secondsOfDay
    let end = CivilTime(state.endsAt).text.prefix(10)
    let renewal =
      "let the engine's authority sign a new one, then " + endpoint.newCertificates
    if state.endsAt <= now {
      return DoctorFinding(
        .certificate, .fail, "\(endpoint): expired on \(end)", fix: renewal)
    }
    if state.startsAt > now {
      return DoctorFinding(
        .certificate, .fail,
        "\(endpoint): not valid before \(CivilTime(state.startsAt).text.prefix(10))",
        fix: "set the clock of this machine: timedatectl set-ntp true")
    }
    if state.belongsToKey == false {
      return DoctorFinding(
        .certificate, .fail, "\(endpoint): belongs to another key",
        fix: endpoint.newCertificates)
    }
    guard daysLeft >= daysLeftMin else {
      return DoctorFinding(
        .certificate, .warn, "\(endpoint): expires on \(end), in \(daysLeft) days",
        fix: renewal)
    }
    return DoctorFinding(.certificate, .ok, "\(endpoint): valid until \(end)")
  }
}
