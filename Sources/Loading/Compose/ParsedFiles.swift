import Environments

/// The Compose files of one environment, each parsed once: to parse them is most of the work of a load.
struct ParsedFiles: Sendable {
  private var documents: [ExactText: YAMLDocument.Parsed] = [:]

  /// - Parameter text: what the file holds, which is the same at each call.
  mutating func document(_ file: String, holding text: String) -> YAMLDocument.Parsed {
    if let known = documents[file] { return known }
    let document = YAMLDocument.parse(text, file: file)
    documents[ExactText(file)] = document
    return document
  }
}
