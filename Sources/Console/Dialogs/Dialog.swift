import Environments

/// A box above the view that receives all keys until it is answered.
enum Dialog: Hashable, Sendable {
  case plan(PlanDialog)
  case question(Question)
  case report(ReportDialog)

  /// The confirmation that it asks for; `nil` for a report.
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

  /// The first visible line of the scrolling part.
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

  /// The context of its keys.
  var keyContext: KeyContext {
    switch confirmation {
    case .choice: .question
    case .name: .typedName
    case nil: .report
    }
  }

  /// Whether the dialog asks to cancel the operation of the environment, which may end meanwhile.
  func asksToCancel(_ environment: String) -> Bool {
    guard case .question(let question) = self else { return false }
    return question.effects.contains(.world(.cancelOperation(environment: environment)))
      || question.effects.contains(.world(.abandonOperation(environment: environment)))
  }
}

/// The answer to a question so far.
enum Confirmation: Hashable, Sendable {
  /// The two answers to a question. No comes first and is focused.
  enum Choice: Hashable, Sendable {
    case no, yes

    var other: Choice { self == .no ? .yes : .no }
  }

  case choice(Choice)
  /// A name that has to be typed, such as that of a protected environment.
  case name(String, typed: String = "")

  /// The maximum number of typed characters; longer input is not intended.
  static let typedCountMax = 100

  /// Whether the answer is yes.
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

/// A plan that waits for the confirmation that its guard requires.
struct PlanDialog: Hashable, Sendable {
  var plan: Plan
  var confirmation: Confirmation
  /// The first visible line.
  var top = 0

  /// A plan without a guard also asks for a yes.
  init(_ plan: Plan) {
    self.plan = plan
    confirmation = plan.guardrail == .typedName ? .name(plan.environment) : .choice(.no)
  }
}

/// A question with the effects of a yes as data.
struct Question: Hashable, Sendable {
  var title: String
  var text: String
  var yes: String
  var confirmation = Confirmation.choice(.no)
  var effects: [Effect]
}

/// The report about an operation that did not succeed; it stays until it is read.
struct ReportDialog: Hashable, Sendable {
  var outcome: OperationOutcome
  /// The first visible line.
  var top = 0

  init(_ outcome: OperationOutcome) { self.outcome = outcome }
}

extension Question {
  /// More would not be read, and a part would not be all; `triptych trust` lists them.
  private static let readingsMax = 6

  /// Whether the files of an environment may read what they name outside of the repository; `nil` where nothing is to
  /// be asked, or too much.
  init?(trusting environment: Environment) {
    let readings = environment.outsideReadings
    guard environment.isUntrusted, readings.count <= Self.readingsMax else { return nil }
    self.init(
      title: "Trust the files of \(environment.name)?",
      text: "They lead out of the repository, and Compose would read it: "
        + readings.map(\.description).joined(separator: "; "),
      yes: "Trust them",
      effects: [.world(.trust(environment: environment.name, readings))])
  }
}
