import Canvas
import Environments
import Testing

@testable import Console

struct `Cells that would look alike` {
  @Test(arguments: [
    ("x", "x ", #"≠"x""#, #"≠"x ""#), ("a b", "a\u{a0}b", #"≠"a b""#, #"≠"a\u{a0}b""#),
    ("caf\u{e9}", "cafe\u{301}", #"≠"caf\u{e9}""#, #"≠"cafe\u{30…"#),
    ("K", "\u{212a}", #"≠"K""#, #"≠"\u{212a}""#), (" ", "y", #"≠" ""#, "≠y"),
    ("one-and-the-same-beginning-1", "one-and-the-same-beginning-2", "≠…ginning-1", "≠…ginning-2"),
    ("\u{2764}", "\u{2764}\u{fe0f}", "≠\"\u{2764}\"", "≠\"\u{2764}\\u{fe0f}\""),
  ])
  func `differ on the screen`(one: String, other: String, first: String, second: String) throws {
    let key = SettingKey(.settings, "api.name")
    let cells = [one, other, "z"].map { Matrix.Cell(value: .string($0), origin: nil) }
    let matrix = Matrix(
      environments: ["dev", "staging", "prod"],
      rows: [Matrix.Row(key: key, kind: .different, cells: cells)])
    var model = Model.sample()

    model.receive(.loaded(Sample.configuration, matrix))
    model.press("d")

    let line = try #require(
      view(model).text.split(separator: "\n").first { $0.contains("▸") && $0.contains("api.name") })
    let squeezed = line.replacing("≠ ", with: "≠")
    #expect(squeezed.contains(first + " "), "\(line)")
    #expect(squeezed.contains(second + " "), "\(line)")
    #expect(squeezed.contains("≠z "), "\(line)")
  }

  @Test func `differ in the explanation, layer by layer`() {
    var configuration = Sample.configuration
    let key = SettingKey(.settings, "api.name")
    configuration.environments[0].settings = [
      Setting(
        key,
        layerValues: [
          .init(.string("x"), Origin(layer: .base)),
          .init(.string("x\u{a0}"), Origin(layer: .local)),
        ])
    ]
    var model = Model.sample(focus: 1)

    model.receive(.loaded(configuration, compare(configuration.environments)))
    model.press("d/api.name<enter><enter><enter>")

    let text = view(model).text
    #expect(text.contains(#""x\u{a0}""#), "\(text)")
    #expect(text.contains(#""x" "#), "\(text)")
  }
}
