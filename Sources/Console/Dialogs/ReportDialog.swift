import Environments

/// How an operation ended, when that is not as wished; it stays until it is read.
struct ReportDialog: Hashable, Sendable {
  var outcome: OperationOutcome
  /// The first visible line.
  var top = 0

  init(_ outcome: OperationOutcome) { self.outcome = outcome }
}
