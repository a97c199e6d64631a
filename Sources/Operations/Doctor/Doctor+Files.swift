import Environments
import Glibc

extension Doctor {
  /// `.triptych` is accessible to the user alone; it exists only after something was written.
  var state: DoctorFinding {
    let folder = Workspace.stateFolder
    var information = stat()
    guard lstat(workspace.path(folder), &information) == 0 else { return stateToBeMade }
    guard information.st_mode & S_IFMT == S_IFDIR else {
      return DoctorFinding(
        .state, .fail, "\(folder) is not a folder", fix: "move it away: triptych makes the folder")
    }
    guard information.st_uid == geteuid() else {
      return DoctorFinding(
        .state, geteuid() == 0 ? .warn : .fail,
        "\(folder) belongs to another user, with the number \(information.st_uid)",
        fix: geteuid() == 0
          ? "run triptych as that user"
          : "use a checkout of your own, or sudo chown -R $USER \(folder)")
    }
    guard access(workspace.path(folder), W_OK | X_OK) == 0 else {
      return DoctorFinding(
        .state, .fail, "\(folder) cannot be written by this user",
        fix: "sudo chown -R $USER \(folder)")
    }
    let open = [folder, "\(folder)/secrets"].filter { isOpenToOthers($0) }
    guard open.isEmpty else {
      return DoctorFinding(
        .state, .warn, "\(open.enumerated) can be entered by others",
        fix: "chmod 700 \(open.joined(separator: " "))")
    }
    return DoctorFinding(.state, .ok, "\(folder) belongs to this user")
  }

  private var stateToBeMade: DoctorFinding {
    guard access(workspace.root, W_OK | X_OK) == 0 else {
      return DoctorFinding(
        .state, .warn,
        "this user cannot write to the repository: nothing can be launched or recorded",
        fix: "use a checkout of your own")
    }
    return DoctorFinding(.state, .ok, "\(Workspace.stateFolder) is made when it is needed")
  }

  private func isOpenToOthers(_ relative: String) -> Bool {
    var information = stat()
    return stat(workspace.path(relative), &information) == 0 && information.st_mode & 0o077 != 0
  }

  /// Free space for records, rendered files and logs.
  static func disk(at path: String) -> DoctorFinding {
    var information = statvfs()
    guard statvfs(path, &information) == 0 else {
      return DoctorFinding(.disk, .warn, "the file system does not report its free space")
    }
    let free = Int(clamping: information.f_bavail).multipliedReportingOverflow(
      by: Int(clamping: information.f_frsize))
    return disk(freeMegabytes: free.overflow ? Int.max >> 20 : free.partialValue >> 20)
  }

  static func disk(freeMegabytes free: Int) -> DoctorFinding {
    let message = "\(free) MiB free for \(Workspace.stateFolder)"
    let fix = "docker system df and du -sh .triptych show what takes space"
    if free < 50 { return DoctorFinding(.disk, .fail, message, fix: fix) }
    return free < 1024
      ? DoctorFinding(.disk, .warn, message, fix: fix) : DoctorFinding(.disk, .ok, message)
  }
}
