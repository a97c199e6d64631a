/// A version of the engine's API, such as `1.41`.
struct APIVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  var major: Int
  var minor: Int

  /// What Docker 20.10 speaks: older engines lack what is asked for.
  static let oldest = APIVersion(major: 1, minor: 41)
  /// What Docker 28 speaks: nothing newer has been tried.
  static let newest = APIVersion(major: 1, minor: 51)

  var description: String { "\(major).\(minor)" }

  static func < (left: APIVersion, right: APIVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}

extension APIVersion {
  /// `nil` for what is no version.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let major = parts[0], let minor = parts[1] else { return nil }
    self.init(major: major, minor: minor)
  }
}
