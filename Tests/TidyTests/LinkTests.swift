import TestSupport
import Testing

struct `The built program` {
  @Test func `links of Foundation nothing but its essentials`() {
    let program = BuiltProducts.folder + "/triptych"

    // The release links the same libraries statically; the data of ICU alone would add 30 MB.
    let libraries = Repository.shell(
      "LC_ALL=C readelf -d '\(program)' | sed -n 's/.*(NEEDED).*\\[\\(.*\\)\\]/\\1/p'"
    ).output.split(separator: "\n").map(String.init)

    #expect(
      libraries.filter { $0.contains("Foundation") || $0.lowercased().contains("icu") }
        == ["libFoundationEssentials.so"])
  }
}
