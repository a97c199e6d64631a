/// The version of triptych, as `triptych --version` prints it and CHANGELOG.md names it.
enum Version {
  static let text = "0.1.0"
}
