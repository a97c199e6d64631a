/// How the operator has the rows of a view: in which order, under which headings, and what is left out.
struct Arrangement: Hashable, Sendable {
  var sort = Sort.declared
  var grouping = Grouping.source
  var onlyFaults = false
  /// The headings whose rows are folded away.
  var folded: Set<String> = []
}
