@testable import Terminal

/// The input as what a terminal sent: bytes, and after 0xff one of ncurses' own codes.
enum KeysTarget {
  static func run(_ bytes: [UInt8]) {
    var events: [KeyDecoder.Event] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0xff: events.append(.key(0x100 + UInt32(rest.popFirst() ?? 0)))
      case 0xfe:
        let high = UInt32(rest.popFirst() ?? 0)
        events.append(.scalar(high << 12 | UInt32(rest.popFirst() ?? 0)))
      default: events.append(.scalar(UInt32(byte)))
      }
    }
    var decoder = KeyDecoder()
    let inputs = decoder.inputs(from: events)
    promise(inputs.count <= events.count + 1, "more keys than were sent")
  }
}
