import CNcurses
import Canvas
import Glibc

/// The terminal while the console is on it: takes frames, gives keys. From `init` to `stop` the
/// alternate screen is up, and a crash gives the terminal back. One at a time, and always the same
/// thread.
package final class Screen {
  /// In cells. Changes only in `resize` and `resume`.
  package private(set) var size: Size
  /// Whether frames are shown in ASCII.
  package let isPlain: Bool

  /// What the terminal shows; `nil` when it must be painted whole.
  private var shown: Frame?
  private var decoder = KeyDecoder()

  /// Whether a screen makes sense: somebody sits at a terminal that can place its cursor.
  package static func isPossible(environment: [String: String]) -> Bool {
    let name = environment["TERM"] ?? ""
    return !["", "dumb", "unknown"].contains(name)
      && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  }

  /// Takes the controlling terminal. `environment` is the process's: `TERM`, `NO_COLOR`, `LC_ALL`,
  /// `LC_CTYPE` and `LANG` decide what is sent. Without `takesMouse` the mouse stays the terminal's
  /// own, for selecting text.
  package init(
    environment: [String: String], takesMouse: Bool = true
  ) throws(ScreenError) {
    let name = environment["TERM"] ?? ""
    // Also for a terminal of ASCII, which then is sent ASCII only: otherwise ncurses uses "repeat
    // the last character", at which terminals that say they are an xterm fail.
    isPlain = !nc_use_utf8() || Charset(environment: environment) == .ascii
    switch Int(nc_start(name, Palette.isColorWanted(environment), takesMouse)) {
    case NC_STARTED: break
    case NC_UNKNOWN_TERM: throw .unknownTerminal(name)
    default: throw .noTerminal
    }
    size = Self.measure()
    Self.define(Palette(colors: Int(nc_colors())))
  }

  /// Sends what differs from the frame before. The frame should be of `size`; what is outside is
  /// not shown.
  package func show(_ frame: Frame) {
    let frame = isPlain ? frame.plain : frame
    if shown?.size != frame.size {
      // Most of a frame is blank, and to blank all of it is one call.
      nc_erase()
      shown = Frame(size: frame.size)
    }
    frame.forEachChange(since: shown) { x, y, cell in
      guard x < size.columns, y < size.rows else { return }
      Self.put(cell, x: x, y: y)
    }
    nc_cursor(
      frame.cursor != nil, Int32(frame.cursor?.x ?? 0), Int32(frame.cursor?.y ?? 0))
    nc_flush()
    shown = frame
  }

  /// What was pressed, clicked and pasted since last asked; never waits for more, but for 25 ms
  /// after a bare escape, which may begin a sequence.
  package func inputs() -> [Input] {
    var events: [KeyDecoder.Event] = []
    var event = nc_event()
    while nc_next(&event) {
      events.append(event.is_key ? .key(event.value) : .scalar(event.value))
    }
    return decoder.inputs(from: events)
  }

  /// Follows the terminal's size, at SIGWINCH. Returns it; the next frame should have it.
  @discardableResult
  package func resize() -> Size {
    let before = size
    size = Self.measure()
    shown = nil
    // It may have been smaller for a moment, and lost what it showed then.
    if size == before { redrawAll() }
    return size
  }

  /// Paints everything anew with the next frame, for `^L`: another program has written over the
  /// screen.
  package func redrawAll() {
    nc_redraw()
  }

  /// Gives the terminal back for a while, for an editor or a shell. Frames shown meanwhile are not
  /// seen.
  package func suspend() { nc_suspend() }

  /// Takes the terminal again after `suspend`, and after SIGCONT: a shell may have changed it. Show
  /// a frame next.
  package func resume() {
    nc_resume()
    size = Self.measure()
    shown = nil
  }

  /// Stops the process and its job as `^Z` does elsewhere, and takes the terminal again when it is
  /// continued. Where no shell could continue it, it does not stop.
  package func stopJob() {
    suspend()
    nc_stop_job()
    resume()
  }

  /// Gives the terminal back as it was, and shows what was written to stderr meanwhile.
  package func stop() { nc_stop() }

  private static func measure() -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    nc_resize(&columns, &rows)
    return Size(columns: Int(columns), rows: Int(rows))
  }

  private static func put(_ cell: Cell, x: Int, y: Int) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Cell.scalarsMax) { scalars in
      var count = 0
      cell.forEachScalar {
        scalars[count] = $0.value
        count += 1
      }
      nc_put(
        Int32(x), Int32(y), scalars.baseAddress, Int32(count), Int32(cell.width),
        Int32(cell.style.packed))
    }
  }

  private static func define(_ palette: Palette) {
    for role in Style.Role.allCases {
      for (bold, selected) in [(false, false), (true, false), (false, true), (true, true)] {
        let style = Style(role, bold: bold, selected: selected)
        let appearance = palette.appearance(of: style)
        nc_define_look(
          Int32(style.packed), UInt32(appearance.attributes.rawValue), Int32(appearance.foreground),
          Int32(appearance.background))
      }
    }
  }
}

/// Why there can be no screen.
package enum ScreenError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The process has no controlling terminal.
  case noTerminal
  /// The system does not describe the terminal that `TERM` names.
  case unknownTerminal(String)

  package var description: String {
    switch self {
    case .noTerminal: "There is no terminal to show the console on."
    case .unknownTerminal(""): "TERM is not set, so the terminal is unknown."
    case .unknownTerminal(let name):
      "TERM is \"\(name)\", a terminal that this system does not describe."
    }
  }
}

/// Which characters a terminal can be sent.
package enum Charset: Hashable, Sendable {
  case unicode, ascii

  /// As setlocale(3) chooses: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty. With
  /// none, as in containers and over many ssh connections, the terminal is taken for one of UTF-8.
  package init(environment: [String: String]) {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    guard let name = names.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }) else {
      self = .unicode
      return
    }
    let lower = name.lowercased()
    self = lower.contains("utf-8") || lower.contains("utf8") ? .unicode : .ascii
  }
}
