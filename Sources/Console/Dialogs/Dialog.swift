import Environments

/// Something that stands above the view and has the keys until it is answered.
enum Dialog: Hashable, Sendable {
  case plan(PlanDialog)
  case question(Question)
  case report(ReportDialog)

  /// What it asks for; `nil` for a report.
  var confirmation: Confirmation? {
    get {
      switch self {
      case .plan(let dialog): dialog.confirmation
      case .question(let question): question.confirmation
      case .report: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .plan(var dialog):
        dialog.confirmation = newValue
        self = .plan(dialog)
      case .question(var question):
        question.confirmation = newValue
        self = .question(question)
      case .report: break
      }
    }
  }

  /// The first visible line of what scrolls.
  var top: Int {
    get {
      switch self {
      case .plan(let dialog): dialog.top
      case .report(let dialog): dialog.top
      case .question: 0
      }
    }
    set {
      switch self {
      case .plan(var dialog):
        dialog.top = newValue
        self = .plan(dialog)
      case .report(var dialog):
        dialog.top = newValue
        self = .report(dialog)
      case .question: break
      }
    }
  }

  /// Where its keys are pressed.
  var keyContext: KeyContext {
    switch confirmation {
    case .choice: .question
    case .name: .typedName
    case nil: .report
    }
  }

  /// Asks about an operation that may meanwhile have ended.
  func asksToCancel(_ environment: String) -> Bool {
    guard case .question(let question) = self else { return false }
    return question.effects.contains(.world(.cancelOperation(environment: environment)))
      || question.effects.contains(.world(.abandonOperation(environment: environment)))
  }
}

/// How far a question is answered.
enum Confirmation: Hashable, Sendable {
  /// The two ways out of a question. No comes first and is focused.
  enum Choice: Hashable, Sendable {
    case no, yes

    var other: Choice { self == .no ? .yes : .no }
  }

  case choice(Choice)
  /// A name that has to be typed, such as that of a protected environment.
  case name(String, typed: String = "")

  /// Nobody types more than this on purpose.
  static let typedCountMax = 100

  /// It is a yes.
  var isGiven: Bool {
    switch self {
    case .choice(let choice): choice == .yes
    case .name(let name, let typed): name == typed
    }
  }

  mutating func changeChoice() {
    if case .choice(let choice) = self { self = .choice(choice.other) }
  }

  mutating func append(_ character: Character) {
    guard case .name(let name, let typed) = self, typed.count < Self.typedCountMax else { return }
    self = .name(name, typed: typed + String(character))
  }

  mutating func erase() {
    guard case .name(let name, let typed) = self else { return }
    self = .name(name, typed: String(typed.dropLast()))
  }
}

/// A plan that waits for its guard.
struct PlanDialog: Hashable, Sendable {
  var plan: Plan
  var confirmation: Confirmation
  /// The first visible line.
  var top = 0

  /// A plan without a guard asks for a yes, too.
  init(_ plan: Plan) {
    self.plan = plan
    confirmation = plan.guardrail == .typedName ? .name(plan.environment) : .choice(.no)
  }
}

/// A question with what follows from yes as data.
struct Question: Hashable, Sendable {
  var title: String
  var text: String
  var yes: String
  var confirmation = Confirmation.choice(.no)
  var effects: [Effect]
}

/// How an operation ended, when that is not as wished; it stays until it is read.
struct ReportDialog: Hashable, Sendable {
  var outcome: OperationOutcome
  /// The first visible line.
  var top = 0

  init(_ outcome: OperationOutcome) { self.outcome = outcome }
}
