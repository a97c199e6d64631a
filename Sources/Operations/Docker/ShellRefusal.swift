import Environments
import Processes

/// Why no shell can be opened, in a sentence.
package struct ShellRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  init(_ description: String) { self.description = description }

  init(_ probe: CommandResult, _ container: ContainerStatus) {
    let words = probe.errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    switch probe.ending {
    case .exited(let code) where code == 126 || code == 127:
      self.init("The image of \(container.service) has neither bash nor sh.")
    case .exited where words.contains("is not running"):
      self.init("\(container.name) is not running any more.")
    case .exited: self.init("No shell can be opened in \(container.name): \(words)")
    default: self.init("No shell can be opened in \(container.name): the engine gave no answer.")
    }
  }
}
