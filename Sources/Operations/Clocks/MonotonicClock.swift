import Glibc

/// Milliseconds of a clock that only rises.
func millisecondsNow() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}
