import ArgumentParser

/// How `diff` prints its answer: as the others, and for a pull request.
enum DifferencesFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, markdown
}
