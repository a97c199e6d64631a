/// How a program wanted its text to look: what terminals' escape sequences say of colour and weight.
package struct LogAppearance: Hashable, Sendable {
  package enum Color: UInt8, Hashable, Sendable {
    case own, gray, red, green, yellow, blue, magenta, cyan
  }

  package var color = Color.own
  package var isBold = false

  package init(color: Color = .own, isBold: Bool = false) {
    self.color = color
    self.isBold = isBold
  }

  package var isPlain: Bool { self == LogAppearance() }

  /// Takes the numbers of one `ESC [ … m`. Backgrounds, and colours that are no names, are left out.
  package mutating func take(_ numbers: [Int]) {
    var index = 0
    while index < max(1, numbers.count) {
      let number = numbers.isEmpty ? 0 : numbers[index]
      index += 1
      switch number {
      case 0: self = LogAppearance()
      case 1: isBold = true
      case 2: color = color == .own ? .gray : color
      case 22: isBold = false
      case 38, 48: index = skipped(number, numbers, index)
      case 39: color = .own
      case 30...37: color = Self.colors[number - 30]
      case 90: color = .gray
      case 91...97: color = Self.colors[number - 90]
      default: break
      }
    }
  }

  /// The first 16 of the 256 colours have names; the others are left out, with their numbers.
  private mutating func skipped(_ number: Int, _ numbers: [Int], _ index: Int) -> Int {
    guard index < numbers.count else { return index }
    if number == 38 { color = .own }
    if numbers[index] == 2 { return index + 4 }
    guard numbers[index] == 5, index + 1 < numbers.count else { return index + 1 }
    let value = numbers[index + 1]
    if number == 38 { color = value == 8 ? .gray : value < 16 ? Self.colors[value % 8] : color }
    return index + 2
  }

  private static let colors: [Color] = [
    .own, .red, .green, .yellow, .blue, .magenta, .cyan, .own,
  ]
}
