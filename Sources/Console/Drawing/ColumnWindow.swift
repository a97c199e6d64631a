/// The columns of a view that are completely on the screen, and the number of those that are not. Every view with a
/// column for each environment divides its width with this type.
struct ColumnWindow: Hashable {
  struct Column: Hashable {
    var environment: Int
    var x: Int
    var width: Int
  }

  var columns: [Column] = []
  /// The numbers of further columns on either side.
  var left = 0
  var right = 0

  /// Spreads the environments `listed`, from position `first` on, over `width` cells from `x`; the columns on the
  /// left get the remainder.
  init(of listed: [Int], from first: Int, x: Int, width: Int, widthMin: Int) {
    let count = Self.count(of: listed.count, width: width, widthMin: widthMin)
    guard count > 0 else { return }
    left = max(0, min(first, listed.count - count))
    right = listed.count - count - left
    var x = x
    for position in 0..<count {
      let share = max(1, width / count + (position < width % count ? 1 : 0))
      columns.append(Column(environment: listed[left + position], x: x, width: share))
      x += share
    }
  }

  /// The number of columns with a minimum width that fit; at least one when there is one.
  static func count(of listed: Int, width: Int, widthMin: Int) -> Int {
    min(listed, max(1, width / widthMin))
  }
}
