import Environments

/// What `--dry-run up` says that a launch would do. It foresees changes, not success: its containers are always healthy.
package struct Rehearsal: Hashable, Sendable {
  package struct Step: Hashable, Sendable {
    package var kind: ComposeProgressLine.Kind
    package var name: String
    package var action: Plan.Step.Action
  }

  /// In the order Compose says them, each subject once.
  package var steps: [Step] = []

  /// Reads Compose's progress; lines that are none are left out.
  package init(_ progress: String) {
    var known: Set<String> = []
    for line in progress.split(whereSeparator: \.isNewline) {
      guard let line = ComposeProgressLine(String(line)), let action = firstAction(line.status),
        known.insert("\(line.kind) \(line.name)").inserted, !isInterim(line)
      else { continue }
      steps.append(Step(kind: line.kind, name: line.name, action: action))
    }
  }
}

/// A subject's first status tells what becomes of it: `Created` without a `Creating` is there and will be started.
private func firstAction(_ status: String) -> Plan.Step.Action? {
  switch status {
  case "Creating": .create
  case "Recreate": .recreate
  case "Created", "Starting": .start
  case "Running": .keep
  case "Stopping", "Removing": .remove
  default: nil
  }
}

/// A container that is being replaced has its own identifier before its name for a moment.
private func isInterim(_ line: ComposeProgressLine) -> Bool {
  let parts = line.name.split(separator: "_", maxSplits: 1)
  return line.kind == .container && parts.count == 2 && parts[0].count == 12
    && parts[0].allSatisfy(\.isHexDigit)
}
