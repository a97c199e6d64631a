import Environments

extension Workspace {
  /// Writes lines into a file of their own below `.triptych/logs`, readable by its owner alone; gives back its path,
  /// relative to the root.
  package func exportLogs(_ lines: [LogLine], of scope: LogScope) throws(FileError) -> String {
    let folder = try state("logs")
    let names = [scope.environment, scope.service ?? "all", Self.compactTime(secondsNow())]
    let name = names.map(Self.fileName).joined(separator: "-") + ".log"
    var bytes: [UInt8] = []
    for line in lines { bytes += Array("\(line.time.text) \(line.source) \(line.text)\n".utf8) }
    try AtomicWrite.write(bytes, to: folder + "/" + name)
    return "\(Self.stateFolder)/logs/\(name)"
  }

  /// Such as `20261123T140201Z`.
  private static func compactTime(_ seconds: Int) -> String {
    CivilTime.timestamp(seconds).filter { $0 != "-" && $0 != ":" }
  }

  /// Names come from files of others: nothing of them leads elsewhere.
  private static func fileName(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "_.".contains($0)) ? $0 : "-" })
  }
}
