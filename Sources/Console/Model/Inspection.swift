import Environments

/// A look into the containers of one service.
package struct Inspection: Hashable, Sendable {
  package enum Answer: Hashable, Sendable {
    case waiting
    case known([ContainerDetails])
    case failed(String)
  }

  package var environment: String
  package var service: String
  package var answer: Answer

  package init(environment: String, service: String, answer: Answer) {
    self.environment = environment
    self.service = service
    self.answer = answer
  }

  var containers: [ContainerDetails] {
    if case .known(let containers) = answer { containers } else { [] }
  }
}
