@testable import Environments

func container(
  _ service: String, _ number: Int = 1, _ state: ContainerStatus.State = .running,
  _ health: ContainerStatus.Health = .none, revision: String? = nil
) -> ContainerStatus {
  ContainerStatus(
    id: "\(service)\(number)", name: "trading-dev-\(service)-\(number)", service: service,
    number: number, state: state, health: health, revision: revision)
}

func declared(_ services: [Service], tier: Tier = .development, isProtected: Bool = false)
  -> Environment
{
  Environment(
    name: "dev", tier: tier, isProtected: isProtected, target: Target(project: "trading-dev"),
    services: services)
}
