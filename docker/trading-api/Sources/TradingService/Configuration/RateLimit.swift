/// How many requests one process answers.
package struct RateLimit: Hashable, Sendable {
  package var requestsPerSecond: Int
  package var burst: Int

  package init(requestsPerSecond: Int, burst: Int) {
    self.requestsPerSecond = requestsPerSecond
    self.burst = burst
  }
}
