import Glibc

/// A moment of the clock with which the kernel stamps changed files. It moves in ticks of some milliseconds, so that
/// changes shortly before a moment may count as later, and never the other way round.
package struct FileMoment: Hashable, Comparable, Sendable {
  private let seconds: Int
  private let nanoseconds: Int

  init(_ time: timespec) {
    seconds = time.tv_sec
    nanoseconds = time.tv_nsec
  }

  package static var now: FileMoment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return FileMoment(time)
  }

  package static func < (left: FileMoment, right: FileMoment) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

extension WatchedFiles {
  /// Whether a watched file was written, or a name in its folder came or went, at that moment or later.
  func hasChanges(since moment: FileMoment) -> Bool {
    let folders = folders().filter { !$0.value.files.isEmpty || $0.value.listsEnvironments }
    return (files.map(workspace.path) + folders.keys).contains { path in
      var information = stat()
      // The change of the inode also tells of a rename and of a new mode.
      return stat(path, &information) == 0 && FileMoment(information.st_ctim) >= moment
    }
  }
}
