import TestSupport
import Testing

struct `The built program` {
  @Test func `links of Foundation nothing but its essentials`() {
    let program = BuiltProducts.folder + "/triptych"

    // The release has the same libraries inside of itself; ICU's data alone would be 30 MB of it.
    let libraries = Repository.shell(
      "LC_ALL=C readelf -d '\(program)' | sed -n 's/.*(NEEDED).*\\[\\(.*\\)\\]/\\1/p'"
    ).output.split(separator: "\n").map(String.init)

    #expect(
      libraries.filter { $0.contains("Foundation") || $0.lowercased().contains("icu") }
        == ["libFoundationEssentials.so"])
  }
}
