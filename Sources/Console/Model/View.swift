import Environments

/// The current view with its own state.
enum View: Hashable, Sendable {
  case overview(OverviewView)
  case differences(DifferencesView)
  case explanation(ExplanationView)
  case health(HealthView)
  case check(CheckView)
  case help(HelpView)
  case problems(ProblemsView)
  case messages(MessagesView)
  case containers(ContainersView)
  case logs(LogsView)

  /// The view as the protocol that all views share.
  var content: any ViewContent {
    switch self {
    case .overview(let view): view
    case .differences(let view): view
    case .explanation(let view): view
    case .health(let view): view
    case .check(let view): view
    case .help(let view): view
    case .problems(let view): view
    case .messages(let view): view
    case .containers(let view): view
    case .logs(let view): view
    }
  }

  /// Changes the view through the protocol that all views share.
  mutating func change<Result>(_ change: (inout any ViewContent) -> Result) -> Result {
    var content = self.content
    let result = change(&content)
    switch content {
    case let view as OverviewView: self = .overview(view)
    case let view as DifferencesView: self = .differences(view)
    case let view as ExplanationView: self = .explanation(view)
    case let view as HealthView: self = .health(view)
    case let view as CheckView: self = .check(view)
    case let view as HelpView: self = .help(view)
    case let view as ProblemsView: self = .problems(view)
    case let view as MessagesView: self = .messages(view)
    case let view as ContainersView: self = .containers(view)
    case let view as LogsView: self = .logs(view)
    default: preconditionFailure("a view cannot become another kind of view")
    }
    return result
  }

  /// A view that is opened for the first time; `nil` for views that need more than an ID.
  init?(_ id: ViewID) {
    switch id {
    case .overview: self = .overview(OverviewView())
    case .differences: self = .differences(DifferencesView())
    case .explanation(let key): self = .explanation(ExplanationView(key))
    case .health: self = .health(HealthView())
    case .check(let environment, let check):
      self = .check(CheckView(environment: environment, check: check))
    case .help: self = .help(HelpView())
    case .problems: self = .problems(ProblemsView())
    case .messages: self = .messages(MessagesView())
    case .containers, .logs: return nil
    }
  }

  var id: ViewID { content.id }

  /// The views that Tab cycles through.
  static let tour: [ViewID] = [.overview, .differences, .health]
}
