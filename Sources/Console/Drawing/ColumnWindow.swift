/// Which of a view's columns are on the screen, whole ones only, and how many are not. Any view that has a column
/// for each environment shares its width by this.
struct ColumnWindow: Hashable {
  struct Column: Hashable {
    var environment: Int
    var x: Int
    var width: Int
  }

  var columns: [Column] = []
  /// How many further ones there are on either side.
  var left = 0
  var right = 0

  /// The environments `listed`, from position `first` on, over `width` cells from `x`; what does not divide evenly
  /// goes to the columns on the left.
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

  /// How many columns of a least width fit: one at least, where there is one.
  static func count(of listed: Int, width: Int, widthMin: Int) -> Int {
    min(listed, max(1, width / widthMin))
  }
}
