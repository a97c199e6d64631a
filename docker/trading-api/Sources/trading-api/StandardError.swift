import Glibc

/// Standard error as a place to print to; Glibc's own is shared mutable state.
struct StandardError: TextOutputStream {
  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      // Where there is nobody to tell, there is nothing to do about it.
      _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    }
  }
}
