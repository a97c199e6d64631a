import Glibc

/// A signal to the console, as a value.
package enum Signal: Hashable, Sendable {
  /// The terminal's size changed.
  case resized
  case terminate, hangUp, interrupt
  /// Asks to stop, as `^Z` outside of the console would.
  case stop
  case continued

  init?(number: UInt8) {
    switch Int32(number) {
    case SIGWINCH: self = .resized
    case SIGTERM: self = .terminate
    case SIGHUP: self = .hangUp
    case SIGINT: self = .interrupt
    case SIGTSTP: self = .stop
    case SIGCONT: self = .continued
    default: return nil
    }
  }
}
