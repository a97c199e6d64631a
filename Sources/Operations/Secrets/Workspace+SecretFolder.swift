import Environments
import Glibc

extension Workspace {
  /// The state of the files of an environment's declared secrets; `nil` when it declares none.
  func secretFolder(
    of environment: String, _ secrets: [DeclaredSecret], now: Int
  ) -> SecretFolder? {
    guard !secrets.isEmpty else { return nil }
    let relative = Self.secretFolder(of: environment)
    let folder = path(relative)
    var files: [String: SecretFolder.File] = [:]
    for secret in secrets { files[secret.name] = Self.look(at: secret, in: folder) }
    let closed = secrets.map(\.name).filter {
      Self.mode(Self.join(folder, $0)).map { $0 & 0o004 == 0 } ?? false
    }
    return SecretFolder(
      path: relative, isOpenToOthers: Self.mode(folder).map { $0 & 0o077 != 0 }, files: files,
      closedFiles: Set(closed), observedAt: now)
  }

  /// `nil` when the file does not exist. Files are 0444, so that any user of a container can read a mounted one; the
  /// permissions of the folder protect them.
  private static func mode(_ path: String) -> UInt32? {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_mode : nil
  }

  private static func look(at secret: DeclaredSecret, in folder: String) -> SecretFolder.File {
    let path = join(folder, secret.name)
    var information = stat()
    guard stat(path, &information) == 0 else {
      return errno == ENOENT || errno == ENOTDIR
        ? .missing : .unreadable(String(cString: strerror(errno)))
    }
    guard information.st_mode & S_IFMT == S_IFREG else { return .unreadable("it is not a file") }
    if information.st_size == 0 { return .unreadable("it is empty") }
    if access(path, R_OK) != 0 { return .unreadable(String(cString: strerror(errno))) }
    guard case .certificate(let key, _) = secret.kind else { return .readable }
    guard let bytes = secretBytes(path) else {
      return .unreadable(String(cString: strerror(errno)))
    }
    let keyBytes = secretBytes(join(folder, key)).map { Secret(bytes: $0) }
    guard let state = KeyMaterial.state(of: bytes, key: keyBytes) else {
      return .unreadable("it holds no certificate")
    }
    return .certificate(state)
  }
}
