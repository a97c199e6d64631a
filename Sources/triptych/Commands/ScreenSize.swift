import ArgumentParser
import Canvas

/// A size as typed: `120x40`.
struct ScreenSize: ExpressibleByArgument {
  static let usual = ScreenSize(size: Size(columns: 120, rows: 40))

  let size: Size

  init(size: Size) { self.size = size }

  init?(argument: String) {
    let parts = argument.split(separator: "x")
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
      (1...1000).contains(columns), (1...1000).contains(rows)
    else { return nil }
    size = Size(columns: columns, rows: rows)
  }

  var defaultValueDescription: String { "\(size.columns)x\(size.rows)" }
}
