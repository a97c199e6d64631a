import TestSupport

/// The console on a terminal, led through all of its views; every screen on the way is kept.
struct ConsoleTour {
  private let session: TerminalSession
  private let size: String
  /// Whether the first rows of a long view are all on the screen.
  private let isWide: Bool
  private static let pagesMax = 30
  private(set) var screens: [WayOut] = []

  /// Goes through all views, and launches what fails.
  static func screens(
    of checkout: CanaryCheckout, columns: Int, rows: Int
  ) throws -> [WayOut] {
    var tour = try ConsoleTour(checkout, columns, rows)
    try tour.goThroughViews()
    try tour.launch()
    try tour.page("messages", command: "messages", until: "› messages")
    return tour.screens
  }

  private init(_ checkout: CanaryCheckout, _ columns: Int, _ rows: Int) throws {
    size = "\(columns)x\(rows)"
    isWide = columns > 100
    session = try TerminalSession(
      BuiltProducts.folder + "/triptych", ["-C", checkout.root], environment: checkout.environment,
      columns: columns, rows: rows)
    try wait(for: "compose 2")
    try focus()
  }

  /// Seven environments are too many for 80 columns.
  private func focus() throws {
    session.press("<esc><esc>:focus dev<enter>")
    try wait(for: "dev · ")
  }

  private mutating func goThroughViews() throws {
    try page("overview")
    try page("problems", command: "problems", until: "› problems")
    try focus()
    try page("differences", command: "differences", until: "› differences")
    session.press("a")
    try page("all settings")
    session.press("g<down><enter>")
    try wait(for: "differences › ")
    try page("explanation")
    try page("health", command: "check-health dev", until: isWide ? "checks in" : "› health")
    if isWide {
      session.press("g<down><enter>")
      try wait(for: "health › ")
      try page("check")
    }
    try page("containers", command: "inspect dev db", until: "canary-dev-db-1 ─")
    try page("containers that failed", command: "inspect dev api", until: "canary-dev-api-1 ─")
    try page("help", command: "help", until: "keys ─")
  }

  /// Keeps the plan of prod, which asks for its name, and the report of dev, which is launched at once and fails.
  private mutating func launch() throws {
    session.press("<esc><esc>:launch prod<enter>")
    try wait(for: "Launch prod")
    try page("plan")
    session.press("<esc>")
    session.press(":launch dev<enter>")
    try wait(for: "The launch of dev failed")
    try page("report")
    session.press("<enter>")
  }

  private mutating func page(_ name: String, command: String, until text: String) throws {
    session.press("<esc><esc>:\(command)<enter>")
    try wait(for: text)
    try page(name)
  }

  /// Keeps the screen, and all pages below it.
  private mutating func page(_ name: String) throws {
    var last = ""
    for _ in 0..<Self.pagesMax {
      let screen = try redrawn()
      // The first line has a clock, which turns no page.
      if screen.drop(while: { $0 != "\n" }) == last.drop(while: { $0 != "\n" }) { return }
      screens.append(WayOut(name: "console \(size) \(name)", text: screen))
      last = screen
      session.press("<pagedown>")
    }
  }

  /// The screen after all keys before have had their effect: a redraw is sent as a whole.
  private func redrawn() throws -> String {
    let before = session.bytesReceived
    session.press("<ctrl-l>")
    try session.wait(until: "the screen is drawn again", timeoutMilliseconds: 60_000) {
      $0.raw(from: before).contains("\u{1b}[2J") || $0.raw(from: before).contains("\u{1b}[J")
    }
    return session.text
  }

  private func wait(for text: String) throws {
    try session.wait(for: text, timeoutMilliseconds: 60_000)
  }
}
