import Environments
import Glibc

/// One rendering of an environment: `.triptych/run/<env>/<revision>/{config/config.json, secrets/, compose.env}`.
///
/// What containers mount of it never changes, so that one that starts again reads what it was launched with; its name is
/// the digest of that. `compose.env`, which no container mounts, is replaced when another image is chosen or a file under
/// `configs:` changes: that recreates the services that use it and no others. `current`, beside the revisions, is a link to
/// the one that the next launch uses.
package struct Revision: Hashable, Sendable {
  package var environment: String
  /// Twelve hexadecimal digits: the keyed digest of what containers mount.
  package var name: String

  /// Relative to the root.
  package var folder: String { "\(Workspace.runFolder(of: environment))/\(name)" }

  /// The last env file of every call of Compose, relative to the root.
  package var environmentFile: String { "\(folder)/compose.env" }

  static let current = "current"

  static func isName(_ name: String) -> Bool {
    name.utf8.count == 12
      && name.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}

extension Workspace {
  /// Where an environment's revisions are, relative to the root.
  static func runFolder(of environment: String) -> String { "\(stateFolder)/run/\(environment)" }

  /// The revision that was rendered last; `nil` before the first rendering. The link is read, never followed: whatever
  /// else it names is no revision.
  package func currentRevision(of environment: String) -> Revision? {
    let link = path("\(Self.runFolder(of: environment))/\(Revision.current)")
    guard let name = Self.target(ofLink: link), Revision.isName(name) else { return nil }
    let revision = Revision(environment: environment, name: name)
    return OwnFile.isUsable(path(revision.environmentFile)) ? revision : nil
  }

  /// Writes a revision beside its place and moves it there whole; returns whether it wrote anything.
  ///
  /// - Parameters:
  ///   - content: what containers mount, by path.
  ///   - variables: the content of `compose.env`, the only file that is replaced in a revision that is there already.
  func write(
    _ revision: Revision, _ content: [String: [UInt8]], variables: [UInt8]
  ) throws(FileError) -> Bool {
    let place = path(revision.folder)
    let parent = try state("run/\(revision.environment)")
    if holds(content, place) {
      return try AtomicWrite.writeIfDifferent(
        variables, to: path(revision.environmentFile), mode: 0o444)
    }
    let temporary = Self.join(parent, ".\(revision.name).\(getpid())-\(Self.unique())")
    do throws(FileError) {
      for folder in ["", "/config", "/secrets"] {
        try Self.makeFolder(temporary + folder, mode: 0o755)
      }
      for (name, bytes) in content.merging(["compose.env": variables], uniquingKeysWith: { $1 }) {
        try AtomicWrite.write(bytes, to: Self.join(temporary, name), mode: 0o444)
      }
      try Self.sync(temporary)
      try moveAside(place)
      guard rename(temporary, place) == 0 else {
        // Another process has rendered the same at the same time.
        if holds(content, place) {
          Self.removeTree(temporary)
          return false
        }
        throw FileError("write", place)
      }
      try Self.sync(parent)
    } catch {
      Self.removeTree(temporary)
      throw error
    }
    return true
  }

  /// Makes a revision the current one in one step; returns whether another one was before.
  func makeCurrent(_ revision: Revision) throws(FileError) -> Bool {
    let parent = try state("run/\(revision.environment)")
    let link = Self.join(parent, Revision.current)
    if Self.target(ofLink: link) == revision.name { return false }
    let temporary = Self.join(parent, ".\(Revision.current).\(getpid())-\(Self.unique())")
    guard symlink(revision.name, temporary) == 0 else { throw FileError("write", link) }
    guard rename(temporary, link) == 0 else {
      let failure = FileError("write", link)
      unlink(temporary)
      throw failure
    }
    try Self.sync(parent)
    return true
  }

  /// Removes the revisions that nothing needs: neither the current one nor one below which a container mounts something.
  /// The caller holds the project's lock, so that nobody is about to launch one of them. Failures are ignored; the next
  /// call tries again.
  ///
  /// - Parameter mounts: the absolute paths on this host that containers mount, of running and of stopped ones.
  func removeRevisions(of environment: String, unless mounts: [String]) {
    guard let current = currentRevision(of: environment) else { return }
    let parent = path(Self.runFolder(of: environment))
    for name in Self.names(in: parent)
    where name != current.name && (Revision.isName(name) || name.hasPrefix(".")) {
      let folder = Self.join(parent, name)
      let isMounted = mounts.contains { $0 == folder || $0.utf8.starts(with: (folder + "/").utf8) }
      if !isMounted, !name.hasPrefix(".") || Self.isOld(folder) { Self.removeTree(folder) }
    }
  }

  /// A damaged revision is not written over: a container may mount its files.
  private func moveAside(_ place: String) throws(FileError) {
    guard Self.exists(place) || Self.target(ofLink: place) != nil else { return }
    guard let slash = place.lastIndex(of: "/") else { return }
    let name = place[place.index(after: slash)...]
    let aside = "\(place[..<slash])/.\(name).\(getpid())-\(Self.unique())"
    guard rename(place, aside) == 0 || errno == ENOENT else { throw FileError("move", place) }
  }

  private func holds(_ content: [String: [UInt8]], _ folder: String) -> Bool {
    let secrets = content.keys.filter { $0.hasPrefix("secrets/") }.map { String($0.dropFirst(8)) }
    guard Set(Self.names(in: Self.join(folder, "secrets"))) == Set(secrets) else { return false }
    return content.allSatisfy { name, bytes in
      guard
        let file = try? OwnFile.open(Self.join(folder, name), for: .reading, to: "read"),
        let found = file.read(bytesMax: bytes.count + 1, expecting: bytes.count)
      else { return false }
      return found == bytes
    }
  }

  private static func unique() -> String { String(UInt64.random(in: .min ... .max), radix: 16) }

  /// Half an hour is longer than any rendering takes.
  private static func isOld(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && secondsNow() - facts.st_ctim.tv_sec > 1_800
  }
}
