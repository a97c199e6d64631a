import Canvas
import Glibc
import Terminal

/// Shows the last input. Each key below has the effect of its name; any other key is shown.
final class Probe {
  private let loop = EventLoop()
  private let screen: Screen
  private let mailbox: Mailbox<String>
  private var heard = "nothing"
  private var count = 0
  private var isRunning = true
  private var isTyping = false

  init() {
    var environment: [String: String] = [:]
    for name in ["TERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"] {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    do {
      screen = try Screen(environment: environment)
    } catch {
      print(error)
      exit(1)
    }
    mailbox = Mailbox(loop.wakeup)
  }

  func run() {
    while isRunning {
      screen.show(frame)
      for reason in loop.wait() { react(to: reason) }
      for input in screen.inputs() { take(input) }
      for message in mailbox.drain() { heard = message }
    }
    screen.stop()
    print("bye: \(heard)")
  }

  private func react(to reason: EventLoop.Reason) {
    switch reason {
    case .signal(.resized): screen.resize()
    case .signal(.continued): screen.resume()
    case .signal(.stop): screen.stopJob()
    case .signal(let signal):
      heard = "\(signal)"
      isRunning = false
    case .terminalLost:
      screen.stop()
      isRunning = false
      // The frame is not visible, and has no effect.
      screen.show(frame)
    case .keys, .woken: break
    }
  }

  private var frame: Frame {
    var frame = Frame(size: screen.size)
    frame.box(frame.bounds, title: "\(screen.size.columns)x\(screen.size.rows)")
    frame.write("heard \(heard)", x: 2, y: 1)
    frame.write("count \(count)", x: 2, y: 2, style: .ok)
    frame.write("title \u{1b}]0;x\u{7} end", x: 2, y: 3, style: .danger)
    frame.write("wide 日本 e\u{301} 👩‍👩‍👧 end", x: 2, y: 4, style: .muted)
    frame.write("● ▲ ✗ × ⊘ … · ○", x: 2, y: 5, style: Style(.text, selected: true))
    if isTyping { frame.cursor = Frame.Position(x: 8, y: 1) }
    return frame
  }

  private func take(_ input: Input) {
    switch input {
    case .key(let key): press(key)
    case .click(let position): heard = "a click at \(position.x),\(position.y)"
    case .wheel(let position, let notches): heard = "\(notches) at \(position.x),\(position.y)"
    case .paste(let text): heard = "a paste of \(text)"
    }
  }

  private func press(_ key: Key) {
    heard = "<\(key.label)>"
    switch key {
    case .character("q"): isRunning = false
    case .character("+"): count += 1
    case .character("t"): isTyping.toggle()
    case .control("l"): screen.redrawAll()
    case .control("z"): screen.stopJob()
    case .character("s"): kill(getpid(), SIGSTOP)
    case .character("p"): Thread.post(to: mailbox)
    case .character("e"):
      let status = screen.lend(
        to: ["sh", "-c", "echo editing in $PWD for $WHO; read answer; exit $answer"],
        environment: ["WHO": "me"], directory: "/")
      heard = "\(status ?? -1)"
    case .character("E"):
      heard = "\(screen.lend(to: ["/no/such/editor"], environment: [:]) ?? -1)"
    case .character("v"):
      let visual =
        "stty raw -echo; printf '\\033[?1049h\\033[?1000h\\033[?25l'; echo editing; read answer"
      heard = "\(screen.lend(to: ["sh", "-c", visual], environment: [:]) ?? -1)"
    case .character("y"): _ = screen.copy("copied ●")
    case .character("Y"): _ = screen.copy("copied", isInTmux: true)
    case .character("w"): _ = write(2, "a warning\n", 10)
    case .function(let kind): Crash(rawValue: kind)?.happen()
    default: break
    }
  }
}
