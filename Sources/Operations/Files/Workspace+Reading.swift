import CLinux
import Environments
import Glibc

extension Workspace {
  /// Reads a text file given relative to the root (or by an absolute path inside it). Never blocks on a pipe or a
  /// device, and never reads more than `SourceText.bytesMax`. Files outside the root are unreadable, whether `..` or a
  /// link leads there: a repository must not bring files from elsewhere onto the screen.
  package func read(_ relative: String) -> SourceText {
    guard let path = absolute(relative) else {
      return .unreadable(SourceText.isOutside)
    }
    if let text = readOwn(path) { return text }
    // Nearly every file is where its path says, so that its real path need not be asked for.
    if let file = Descriptor(taking: linux_open_unlinked(path)) { return content(of: file) }
    if errno == ENOENT { return .missing }
    // O_NONBLOCK: opening a pipe would wait for its writer.
    let number = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard let file = Descriptor(taking: number) else { return Self.reason(errno) }
    guard leadsInside(file, path) else {
      return .unreadable(SourceText.leadsOutside)
    }
    return content(of: file)
  }

  /// The same, but what is wrong with a file outside the root is told when another program must not read it either.
  package func readWithHazards(_ relative: String) -> SourceText {
    let source = read(relative)
    guard case .unreadable(SourceText.isOutside) = source else {
      guard case .unreadable(SourceText.leadsOutside) = source else { return source }
      return Self.hazard(at: path(relative)) ?? source
    }
    return Self.hazard(at: relative.hasPrefix("/") ? relative : path(relative)) ?? source
  }

  private static func hazard(at path: String) -> SourceText? {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    let kind = information.st_mode & S_IFMT
    guard kind == S_IFREG else {
      return kind == S_IFDIR ? nil : .unreadable("it is not a regular file")
    }
    let size = Int(information.st_size)
    return size > SourceText.bytesMax ? .tooLarge(bytes: size) : nil
  }

  /// Reads a file below `.triptych`; `nil` for any other path. No link is followed there, not even one inside the root.
  private func readOwn(_ path: String) -> SourceText? {
    let own = self.path(Self.stateFolder) + "/"
    guard path.utf8.starts(with: own.utf8) else { return nil }
    do throws(FileError) {
      return content(of: try OwnFile.open(path, for: .reading, to: "read"))
    } catch {
      return error.isMissing ? .missing : .unreadable(error.reason)
    }
  }

  private func content(of file: borrowing Descriptor) -> SourceText {
    var information = stat()
    guard fstat(file.number, &information) == 0 else { return Self.reason(errno) }
    switch information.st_mode & S_IFMT {
    case S_IFREG: return text(of: file, size: Int(information.st_size))
    case S_IFDIR: return .directory
    default: return .unreadable("it is not a regular file")
    }
  }

  private func text(of file: borrowing Descriptor, size: Int) -> SourceText {
    let limit = SourceText.bytesMax
    guard size <= limit else { return .tooLarge(bytes: size) }
    guard let bytes = file.read(bytesMax: limit + 1, expecting: size) else {
      return Self.reason(errno)
    }
    guard bytes.count <= limit else { return .tooLarge(bytes: bytes.count) }
    return SourceText(bytes: UTF16.decoded(bytes) ?? bytes)
  }

  private static func reason(_ code: Int32) -> SourceText {
    code == ENOENT || code == ENOTDIR ? .missing : .unreadable(String(cString: strerror(code)))
  }

  /// `nil` when the path itself leaves the root.
  private func absolute(_ relative: String) -> String? {
    if relative.hasPrefix("/") {
      let rest = relative.utf8.dropFirst(root.utf8.count)
      return isInside(relative) && Self.staysBelow(Substring(rest)) ? relative : nil
    }
    return Self.staysBelow(relative[...]) ? path(relative) : nil
  }

  private static func staysBelow(_ path: Substring) -> Bool {
    var depth = 0
    for component in path.split(separator: "/") where component != "." {
      depth += component == ".." ? -1 : 1
      if depth < 0 { return false }
    }
    return true
  }

  private func leadsInside(_ file: borrowing Descriptor, _ path: String) -> Bool {
    // The kernel knows the real path of the open file; without /proc the path is resolved again.
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { space in
      space.baseAddress.map { readlink("/proc/self/fd/\(file.number)", $0, space.count) } ?? -1
    }
    let real = count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : Self.realPath(path)
    return real.map(isInside) ?? false
  }

  private func isInside(_ path: String) -> Bool {
    if Self.isPath(path, atOrBelow: root) { return true }
    // The root may have been replaced by a link since the start.
    return Self.realPath(root).map { $0 != root && Self.isPath(path, atOrBelow: $0) } ?? false
  }

  private static func isPath(_ path: String, atOrBelow root: String) -> Bool {
    // By bytes: as characters, a slash before a combining mark would not count as a slash.
    path == root || path.utf8.starts(with: (root == "/" ? "/" : root + "/").utf8)
  }
}

extension SourceText {
  /// Takes bytes as text when they are UTF-8 without NUL; otherwise names the first line that is not.
  init(bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      self = .notUTF8(
        line: Self.firstLine(of: bytes) { String(validating: $0, as: UTF8.self) == nil })
      return
    }
    self =
      bytes.contains(0)
      ? .containsNUL(line: Self.firstLine(of: bytes) { $0.contains(0) }) : .text(text)
  }

  /// A newline is never part of another character in UTF-8, so lines can be judged one by one.
  private static func firstLine(of bytes: [UInt8], where isWrong: (ArraySlice<UInt8>) -> Bool)
    -> Int
  {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex(where: isWrong) ?? 0) + 1
  }
}

extension UTF16 {
  /// A text in UTF-16 as UTF-8, as YAML files may be written; `nil` for bytes without its byte order mark, and for
  /// text that is not UTF-16.
  fileprivate static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]), bytes.count % 2 == 0 else { return nil }
    let units = stride(from: 2, to: bytes.count, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }
}
