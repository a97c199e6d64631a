import Glibc

/// Ways to crash; F1 is the first.
enum Crash: Int {
  case fatalError = 1
  case index, null, overflow, abort, otherThread

  func happen() {
    switch self {
    case .fatalError: Swift.fatalError("the probe was told to")
    case .index:
      let none: [Int] = []
      print(none[getpid() > 0 ? 1 : 0])
    case .null:
      let nowhere = UnsafeMutablePointer<Int>(bitPattern: 8)
      nowhere?.pointee = 1
    case .overflow: print(Self.deepen(1))
    case .abort: Glibc.abort()
    case .otherThread:
      // It ends the process.
      Task.detached { Swift.fatalError("a thread was told to") }
    }
  }

  private static func deepen(_ depth: Int) -> Int {
    depth < 0 ? 0 : deepen(depth + 1) + Int(getpid() & 1) * deepen(depth + 2)
  }
}
