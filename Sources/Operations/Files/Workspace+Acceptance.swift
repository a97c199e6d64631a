import Environments
import Glibc
import Loading

extension Workspace {
  /// The change that would write the acceptance into the file as it is now.
  package func edit(_ acceptance: Acceptance) throws(AcceptanceFailure) -> AcceptanceEdit {
    _ = try mode()
    let before: String?
    switch read(AcceptanceEdit.file) {
    case .text(let text): before = text
    case .missing: before = nil
    case .unreadable(let reason):
      throw AcceptanceFailure("\(AcceptanceEdit.file) cannot be read: \(reason)")
    case .directory, .tooLarge, .notUTF8, .containsNUL:
      throw AcceptanceFailure("\(AcceptanceEdit.file) is no text file: triptych validate says why")
    }
    do throws(AcceptanceEditRefusal) {
      return try AcceptanceEdit(acceptance, to: before)
    } catch {
      throw AcceptanceFailure("\(error)", entry: error.isBroken ? nil : error.entry)
    }
  }

  /// Writes the change; the file has its old or its new content at any moment. Refuses when somebody has changed the
  /// file since the change was made.
  package func write(_ edit: AcceptanceEdit) throws(AcceptanceFailure) {
    let mode = try mode()
    guard isUnchanged(since: edit) else {
      throw AcceptanceFailure("\(AcceptanceEdit.file) has changed meanwhile: try again")
    }
    do throws(FileError) {
      guard mkdir(path("configs"), 0o755) == 0 || errno == EEXIST else {
        throw FileError("create", "configs")
      }
      let file = path(AcceptanceEdit.file)
      try AtomicWrite.write(Array(edit.after.utf8), to: file, mode: mode)
    } catch {
      throw AcceptanceFailure("\(error)")
    }
  }

  /// The permissions of the file, which it keeps. A link is refused: writing would replace it.
  private func mode() throws(AcceptanceFailure) -> UInt32 {
    var information = stat()
    guard lstat(path(AcceptanceEdit.file), &information) == 0 else { return 0o644 }
    guard information.st_mode & S_IFMT != S_IFLNK else {
      throw AcceptanceFailure("\(AcceptanceEdit.file) is a link: edit the file that it leads to")
    }
    return UInt32(information.st_mode & 0o777)
  }

  private func isUnchanged(since edit: AcceptanceEdit) -> Bool {
    switch (read(AcceptanceEdit.file), edit.before) {
    case (.text(let text), let before?): text.isExactly(before)
    case (.missing, nil): true
    default: false
    }
  }
}
