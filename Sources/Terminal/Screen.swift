import CNcurses
import Canvas
import Glibc

/// The terminal while the console runs: it shows frames and returns input. From `init` to `stop` the alternate
/// screen is shown, and the terminal is restored even after a crash. There is one screen at a time, used from one
/// thread only.
package final class Screen {
  /// The size in cells. It changes only in `resize` and `resume`.
  package private(set) var size: Size
  /// Whether the window has more cells than are drawn; what is beyond them stays empty.
  package private(set) var isWindowLarger = false
  /// The most columns and rows that are drawn.
  package static let cellsMax = NC_CELLS_MAX
  /// Whether frames are shown in ASCII.
  package let isPlain: Bool

  /// The frame that the terminal shows; `nil` when the whole screen must be painted.
  private var shown: Frame?
  private var decoder = KeyDecoder()

  /// Whether input and output are a terminal that can position its cursor.
  package static func isPossible(environment: [String: String]) -> Bool {
    let name = environment["TERM"] ?? ""
    return !["", "dumb", "unknown"].contains(name)
      && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  }

  /// Takes over the controlling terminal.
  ///
  /// - Parameters:
  ///   - environment: the variables of the process; `TERM`, `NO_COLOR`, `LC_ALL`, `LC_CTYPE` and `LANG` decide what
  ///     is sent.
  ///   - takesMouse: whether clicks and the wheel are reported; otherwise the terminal uses the mouse to select text.
  package init(
    environment: [String: String], takesMouse: Bool = true
  ) throws(ScreenError) {
    let name = environment["TERM"] ?? ""
    // `nc_use_utf8` is also called for a terminal that is sent ASCII only: otherwise ncurses uses the sequence that
    // repeats the last character, which some terminals that call themselves xterm do not implement.
    isPlain = !nc_use_utf8() || Charset(environment: environment) == .ascii
    let hasColor = Palette.isColorWanted(environment)
    switch Int(TerminfoPlaces.withAbsolute { nc_start(name, hasColor, takesMouse) }) {
    case NC_STARTED: break
    case NC_UNKNOWN_TERM: throw .unknownTerminal(name)
    default: throw .noTerminal
    }
    size = Size(columns: 0, rows: 0)
    size = measure()
    Self.define(Palette(colors: Int(nc_colors())))
  }

  /// Sends the cells that differ from the previous frame. The frame should have the screen's `size`; cells outside
  /// of the screen are not shown.
  package func show(_ frame: Frame) {
    let frame = isPlain ? frame.plain : frame
    if shown?.size != frame.size {
      // Most cells of a frame are blank, and one call blanks all of them.
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

  /// Returns the keys, clicks and pastes since the last call, without waiting for more. Only a key that a sequence may
  /// begin with, such as Escape, is followed by a wait of at most 50 ms.
  package func inputs() -> [Input] {
    var inputs = decoder.inputs(from: events())
    while decoder.isUndecided {
      let more = nc_await(25) ? events() : []
      inputs += more.isEmpty ? decoder.settle() : decoder.inputs(from: more)
    }
    return inputs
  }

  private func events() -> [KeyDecoder.Event] {
    var events: [KeyDecoder.Event] = []
    var event = nc_event()
    while nc_next(&event) {
      events.append(event.is_key ? .key(event.value) : .scalar(event.value))
    }
    return events
  }

  /// Reads the terminal's size, after SIGWINCH, and returns it. The next frame should have that size.
  @discardableResult
  package func resize() -> Size {
    let before = size
    size = measure()
    shown = nil
    // The terminal may have been smaller for a moment and have lost a part of its content.
    if size == before { redrawAll() }
    return size
  }

  /// Makes the next frame repaint the whole screen, for `^L`, after another program has written over it.
  package func redrawAll() {
    nc_redraw()
  }

  /// Restores the terminal for a while, for an editor or a shell. Frames shown meanwhile are not visible.
  package func suspend() { nc_suspend() }

  /// Takes over the terminal again after `suspend`, or after SIGCONT, since a shell may have changed its modes.
  /// Show a frame afterwards.
  package func resume() {
    nc_resume()
    size = measure()
    shown = nil
  }

  /// Stops the process and its job, as `^Z` does for other programs, and takes over the terminal again when the job
  /// is continued. A process that no shell could continue does not stop.
  package func stopJob() {
    suspend()
    nc_stop_job()
    resume()
  }

  /// Restores the terminal, and prints what was written to standard error meanwhile.
  package func stop() { nc_stop() }

  private func measure() -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    isWindowLarger = nc_resize(&columns, &rows)
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

/// Why the screen cannot be created.
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

/// The characters that a terminal can be sent.
package enum Charset: Hashable, Sendable {
  case unicode, ascii

  /// Chooses as setlocale(3) does, by the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty. When all of
  /// them are empty, as in containers and over many ssh connections, UTF-8 is assumed.
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
