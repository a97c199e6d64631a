import Environments
import Testing

struct `Amounts with units` {
  @Test(arguments: [
    ("0s", 0), ("500ms", 500), ("90s", 90_000), ("1m30s", 90_000), ("2h", 7_200_000),
    ("1d", 86_400_000), ("2w", 1_209_600_000), ("5000us", 5),
  ])
  func `a duration counts in milliseconds`(written: String, milliseconds: Int) {
    #expect(DurationText.milliseconds(written) == milliseconds)
  }

  @Test(arguments: [
    "", "5", "s", "5 s", "1.5s", "-1s", "5S", "500us", "99999999999999999999s",
    "9223372036854775807w", "1s1",
  ])
  func `what is no duration has no milliseconds`(written: String) {
    #expect(DurationText.milliseconds(written) == nil)
  }

  @Test(arguments: [
    ("0B", 0), ("12b", 12), ("4KiB", 4_096), ("4k", 4_096), ("512MiB", 536_870_912),
    ("512m", 536_870_912), ("2GiB", 2_147_483_648), ("1g", 1_073_741_824),
  ])
  func `memory counts in steps of 1024`(written: String, bytes: Int) {
    #expect(ByteAmount.read(written) == bytes)
  }

  @Test(arguments: ["", "5", "5MB", "5 MiB", "-1b", "1.5g", "9223372036854775807g"])
  func `what is no amount of memory has no bytes`(written: String) {
    #expect(ByteAmount.read(written) == nil)
  }
}
