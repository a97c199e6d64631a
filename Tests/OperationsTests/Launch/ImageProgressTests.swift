import Testing

@testable import Operations

struct `Telling how far an image is` {
  @Test func `a pull counts the layers that are there`() {
    var progress = PullProgress()
    let before = progress.words

    for line in [
      "7: Pulling from library/redis", "4f4fb700ef54: Pulling fs layer",
      "0123456789ab: Already exists", "4f4fb700ef54: Verifying Checksum",
      "4f4fb700ef54: Download complete", "Digest: sha256:12",
    ] { progress.heard(line) }
    let during = progress.words
    progress.heard("4f4fb700ef54: Pull complete")

    #expect(before == "pulling")
    #expect(during == "pulling, 1 of 2 layers")
    #expect(progress.words == "pulling, 2 of 2 layers")
  }

  @Test func `no number of layers makes it grow without end`() {
    var progress = PullProgress()

    for number in 0..<3000 {
      progress.heard("\(String(number + 0x1000_0000_0000, radix: 16)): Pull complete")
    }

    #expect(progress.words == "pulling, 1000 of 1000 layers")
  }

  @Test(arguments: [
    ("Step 2/5 : RUN make all", "step 2 of 5: RUN make all"),
    ("#7 [2/5] RUN make all", "step 2 of 5: RUN make all"),
    ("#12 [api builder 3/9] COPY . .", "step 3 of 9: COPY . ."),
    ("#1 [internal] load build definition", "building"), ("Sending build context", "building"),
    ("#7 0.12 [x", "building"), ("", "building"),
  ])
  func `a build tells its step, whoever builds`(line: String, words: String) {
    var progress = BuildProgress()

    progress.heard(line)

    #expect(progress.words == words)
  }
}
