import Environments

@testable import Loading

/// A repository of two environments, one of which is the input; and the input as a document by itself.
enum YAMLTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let positions = TextPositions(text, isYAML: true)
    for dialect in [YAMLDialect.settings, .compose] {
      let answer = YAMLDocument.parse(text, file: "dev.yaml", dialect: dialect)
      for problem in answer.diagnostics { positions.promiseInside(problem.location, problem.code) }
      promise(answer.diagnostics.count <= 1_000, "more than 1,000 problems")
    }
    load(text)
  }

  private static func load(_ text: String) {
    let configuration = Loading.load(
      LoadRequest(
        environmentFiles: [
          "configs/environment/dev.yaml", "configs/environment/prod.yaml",
        ],
        read: {
          $0.hasSuffix("dev.yaml") || $0.hasSuffix("differences.yaml") ? .text(text) : other($0)
        },
        fingerprint: { _ in Fingerprint("f") }))
    promise(configuration.problems.count <= 10_000, "more than 10,000 problems")
    let matrix = compare(configuration.environments, accepted: configuration.accepted)
    let report = DifferenceReport(matrix)
    promise(report.markdown().utf16.count <= 65_000, "the comment is too long")
    promise(
      !report.text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" }, "a control is printed")
  }

  private static func other(_ path: String) -> SourceText {
    path.hasSuffix("prod.yaml")
      ? .text("environment: {tier: production}\ntarget: {project: prod, compose_files: [c.yml]}\n")
      : .missing
  }
}
