import CLibyaml

/// The events that libyaml reads from a YAML text.
struct YAMLEvents: ~Copyable {
  private let events: OpaquePointer?

  /// The text is UTF-8 and must outlive this value.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    events = yaml_events_open(text.baseAddress, text.count)
  }

  deinit { yaml_events_free(events) }

  /// The next event. Reading stops at the first problem.
  func next() throws(YAMLProblem) -> YAMLEvent {
    var event = yaml_event()
    guard let events, yaml_events_next(events, &event) == 1 else { throw problem }
    return YAMLEvent(event)
  }

  private var problem: YAMLProblem {
    var problem = yaml_problem()
    if let events { yaml_events_problem(events, &problem) }
    return YAMLProblem(problem)
  }
}

struct YAMLEvent {
  enum Kind {
    case alias(of: String)
    case scalar(String, isPlain: Bool)
    case list
    case map
    /// Of a list or of a map.
    case end
    case document
    /// The beginning of the stream, its end, and the end of a document.
    case other
  }

  var kind: Kind
  /// Lines and columns count from 1; columns count Unicode scalars.
  var line: Int
  var column: Int
  var anchor: String?
  var tag: String?

  /// Copies the event, since libyaml frees it with the next one.
  fileprivate init(_ event: yaml_event) {
    kind =
      switch event.kind {
      case yaml_kind_alias: .alias(of: event.anchor.map { String(cString: $0) } ?? "")
      case yaml_kind_scalar: .scalar(Self.text(event), isPlain: event.is_plain != 0)
      case yaml_kind_list_start: .list
      case yaml_kind_map_start: .map
      case yaml_kind_list_end, yaml_kind_map_end: .end
      case yaml_kind_document_start: .document
      default: .other
      }
    line = event.line + 1
    column = event.column + 1
    if let name = event.anchor { anchor = String(cString: name) }
    if let name = event.tag { tag = String(cString: name) }
  }

  private static func text(_ event: yaml_event) -> String {
    String(decoding: UnsafeBufferPointer(start: event.text, count: event.count), as: UTF8.self)
  }
}

/// The problem at which libyaml stopped.
struct YAMLProblem: Error {
  /// The message of libyaml, which does not quote the text; `nil` when memory was short.
  var words: String?
  /// The construct that was being read, and the line on which it began.
  var context: (words: String, line: Int)?
  var line: Int
  var column: Int
  /// The offset in bytes of the first character that YAML does not allow.
  var unreadableOffset: Int?

  fileprivate init(_ problem: yaml_problem) {
    words = problem.words.map { String(cString: $0) }
    context = problem.context.map { (String(cString: $0), problem.context_line + 1) }
    line = problem.line + 1
    column = problem.column + 1
    if problem.is_unreadable != 0 { unreadableOffset = problem.offset }
  }
}
