import CLinux
import Environments
import Glibc

/// Opens triptych's own files, below `.triptych`. What lies in their place may have been put there by anybody, so that
/// opening never waits, follows no link on the way, and takes a regular file of this user only.
enum OwnFile {
  enum Access {
    case reading, appending, locking

    fileprivate var flags: Int32 {
      switch self {
      case .reading: O_RDONLY
      case .appending: O_WRONLY | O_APPEND | O_CREAT
      case .locking: O_RDWR | O_CREAT
      }
    }
  }

  /// - Parameters:
  ///   - path: absolute, below a root without links.
  ///   - action: a verb for the error, such as `write`.
  static func open(_ path: String, for access: Access, to action: String) throws(FileError)
    -> Descriptor
  {
    guard let file = Descriptor(taking: open(path, access.flags)) else {
      throw failure(action, path, errno)
    }
    if let objection = objection(to: file) { throw FileError(action, path, reason: objection) }
    return file
  }

  /// Whether there is such a file, and it may be used: a pipe in its place must not be handed to a program either.
  static func isUsable(_ path: String) -> Bool {
    do { _ = try open(path, for: .reading, to: "read") } catch { return false }
    return true
  }

  private static func open(_ path: String, _ flags: Int32) -> Int32 {
    let number = linux_open_unlinked_with(path, flags, 0o600)
    guard number < 0, errno == ENOSYS || errno == EPERM || errno == EINVAL else { return number }
    // An old kernel, or a sandbox that does not know the call: the folders are checked before.
    guard let slash = path.lastIndex(of: "/"),
      Workspace.realPath(String(path[..<slash])) == String(path[..<slash])
    else {
      errno = ELOOP
      return -1
    }
    return Glibc.open(path, flags | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0o600)
  }

  private static func objection(to file: borrowing Descriptor) -> String? {
    var facts = stat()
    guard fstat(file.number, &facts) == 0 else { return String(cString: strerror(errno)) }
    guard facts.st_mode & S_IFMT == S_IFREG else { return isNoFile }
    // Root may use the files of the user whose checkout it is, and a user those that root has made.
    guard facts.st_uid == geteuid() || facts.st_uid == 0 || geteuid() == 0 else {
      return "it belongs to another user. Move it away."
    }
    return nil
  }

  private static let isNoFile = "it is not a regular file. Move it away; triptych makes it anew."

  private static func failure(_ action: String, _ path: String, _ code: Int32) -> FileError {
    switch code {
    case ELOOP:
      FileError(
        action, path,
        reason:
          "it is a symbolic link, or lies behind one. Move the link away; triptych makes it anew.")
    // A pipe without a reader, a socket, a device without a driver, a folder.
    case ENXIO, ENODEV, EISDIR: FileError(action, path, reason: isNoFile)
    default: FileError(action, path, code: code)
    }
  }
}

extension FileError {
  /// Whether there is no such file.
  var isMissing: Bool {
    reason == String(cString: strerror(ENOENT)) || reason == String(cString: strerror(ENOTDIR))
  }
}
