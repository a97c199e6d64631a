/// One word as a POSIX shell would read it back, quoted only where it must be.
package func shellQuoted(_ word: String) -> String {
  guard word.isEmpty || !word.utf8.allSatisfy(isPlainInShell) else { return word }
  let parts = word.split(separator: "'", omittingEmptySubsequences: false)
  return "'" + parts.joined(separator: #"'\''"#) + "'"
}

private func isPlainInShell(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "-_./:=,@%+".utf8.contains(byte)
  }
}
