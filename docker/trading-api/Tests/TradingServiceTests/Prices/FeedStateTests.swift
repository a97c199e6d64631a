import Testing
import TradingService

struct `Judging whether quotes are fresh` {
  let start = ContinuousClock.now

  @Test func `before the first quotes the api is not ready and says why`() {
    var state = FeedState(maxAge: .seconds(3))
    #expect(state.reasons(at: start) == ["There are no quotes yet."])

    state.failure = "quotes:8081 cannot be reached: Connection refused"

    #expect(
      state.reasons(at: start) == [
        "There are no quotes yet: quotes:8081 cannot be reached: Connection refused."
      ])
  }

  @Test func `the age of an answer and the time since it count together`() throws {
    var state = FeedState(maxAge: .seconds(3))
    state.receive(try book(ageMilliseconds: 1_500), at: start)

    #expect(state.reasons(at: start + .milliseconds(1_500)) == [])
    #expect(
      state.reasons(at: start + .milliseconds(1_600)) == [
        "The quotes are 3.1 s old; quotes.max_age allows 3 s."
      ])
    #expect(state.aged(at: start + .milliseconds(500))?.ageMilliseconds == 2_000)
  }

  @Test func `a failed attempt does not matter while the last quotes are fresh`() throws {
    var state = FeedState(maxAge: .seconds(3))
    state.receive(try book(ageMilliseconds: 0), at: start)
    state.failure = "quotes:8081 answers 500"

    #expect(state.reasons(at: start + .seconds(1)) == [])
    #expect(
      state.reasons(at: start + .seconds(4)) == [
        "The quotes are 4 s old; quotes.max_age allows 3 s.",
        "The last attempt failed: quotes:8081 answers 500.",
      ])
  }

  private func book(ageMilliseconds: Int) throws -> QuoteBook {
    QuoteBook(
      of: try Sample.configuration().quotes, atMilliseconds: 2_000_000 + ageMilliseconds,
      servedBy: "one")
  }
}
