import Console
import Engine
import Environments
import Operations
import Terminal

extension EffectRunner {
  func inspect(_ service: String, in name: String) {
    guard let environment = environment(name) else {
      let answer = Inspection.Answer.failed(Self.goneWords(name) + ".")
      return mailbox.post(
        .inspected(Inspection(environment: name, service: service, answer: answer)))
    }
    Task { [checkout, mailbox] in
      let docker = await checkout.docker
      let answer: Inspection.Answer =
        switch await docker.details(of: service, in: environment) {
        case .success(let containers): .known(containers)
        case .failure(let fault):
          .failed(fault.state.reason(on: docker.endpoint(of: environment.target)))
        }
      mailbox.post(.inspected(Inspection(environment: name, service: service, answer: answer)))
    }
  }

  func findShell(in container: ContainerStatus, of name: String, _ consent: Consent) {
    guard let environment = environment(name) else {
      return mailbox.post(.said(.error, Self.goneWords(name) + "."))
    }
    Task { [checkout, mailbox] in
      switch await Shell.find(
        in: container, of: environment, consent: consent, docker: checkout.docker,
        workspace: checkout.workspace, user: User.name)
      {
      case .failure(let refusal): mailbox.post(.said(.error, refusal.description))
      case .success(let shell):
        _ = keep(shell, for: name)
        mailbox.post(
          .shellReady(
            ShellCall(
              environment: name, service: container.service, argv: shell.argv,
              variables: shell.variables)))
      }
    }
  }

  func record(_ call: ShellCall, _ status: Int?) {
    guard let problem = keep(nil, for: call.environment)?.end(status: status) else { return }
    mailbox.post(.said(.error, "The end of the shell is not recorded: \(problem)"))
  }
}
