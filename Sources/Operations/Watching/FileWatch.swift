import CLinux
import Glibc

/// What a watch on files reports.
package enum FileEvent: Hashable, Sendable {
  /// At least one of the files was written, created, removed, renamed or had its permissions changed.
  case changed
  /// The watch has ended, with the reason; the last event.
  case blind(String)
}

/// The kernel's watches on the folders of some files. Owned by the thread that waits for them.
final class FileWatch {
  private let watched: WatchedFiles
  private var inotify: Descriptor
  private var folders: [Int32: WatchedFolder] = [:]
  private var armed: [String: WatchedFolder] = [:]
  private var seen: WatchedFiles.Snapshot
  private var news = News()

  /// The effect of the queued changes.
  private struct News {
    var hasFile = false
    /// Whether folders appeared, disappeared or moved, so that the watches must be set again.
    var hasPassage = false
    var isEmpty: Bool { !hasFile && !hasPassage }
  }

  /// Watches from here on.
  init(_ watched: WatchedFiles) throws(FileError) {
    self.watched = watched
    inotify = try Self.open()
    seen = WatchedFiles.Snapshot()
    try arm()
    seen = watched.snapshot()
  }

  var descriptor: Int32 { inotify.number }

  /// Takes the queued changes; true when none of them matters. Never blocks.
  func drain() throws(FileError) -> Bool {
    let context = Unmanaged.passUnretained(self).toOpaque()
    let code = linux_inotify_drain(inotify.number, context) { context, watch, change, name in
      guard let context, let name else { return }
      Unmanaged<FileWatch>.fromOpaque(context).takeUnretainedValue()
        .note(watch, change, String(cString: name))
    }
    guard code == 0 else { throw FileError("watch", watched.workspace.root) }
    return news.isEmpty
  }

  /// Returns whether the drained changes affect a watched file, and starts over.
  func conclude() throws(FileError) -> Bool {
    defer { news = News() }
    // A link may have a new target.
    if news.hasPassage || watched.folders() != armed {
      inotify = try Self.open()
      try arm()
    }
    let before = seen
    seen = watched.snapshot()
    // Two writes within a tick of the kernel's clock leave the same signature, hence not the snapshots alone.
    return news.hasFile || seen != before
  }

  private func note(_ watch: Int32, _ change: linux_change, _ name: String) {
    guard change == linux_change_entry else {
      news.hasPassage = true
      return
    }
    switch folders[watch]?.meaning(of: name) {
    case .file: news.hasFile = true
    case .passage: news.hasPassage = true
    case .nothing, nil: break
    }
  }

  private func arm() throws(FileError) {
    folders = [:]
    armed = watched.folders()
    // Parents first, so that no folder appears unnoticed while the watches are set.
    for (path, folder) in armed.sorted(by: { $0.key < $1.key }) {
      let watch = linux_inotify_watch(inotify.number, path)
      if watch >= 0 {
        folders[watch, default: WatchedFolder()].merge(folder)
      } else if errno == ENOSPC || errno == ENOMEM {
        throw FileError(
          "watch", path,
          reason: "the system's limit on watches (fs.inotify.max_user_watches) is reached")
      }
    }
  }

  private static func open() throws(FileError) -> Descriptor {
    guard let descriptor = Descriptor(taking: linux_inotify()) else {
      throw FileError(
        "watch", "files",
        reason: "the system's limit on watchers (fs.inotify.max_user_instances) is reached")
    }
    return descriptor
  }
}
