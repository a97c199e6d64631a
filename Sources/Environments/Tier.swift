/// What the rules look at; the environment's name is free.
package enum Tier: String, Hashable, Sendable, CaseIterable {
  case development, staging, production
}
