import Console

struct ScreenKind { init?(words: [String]) { nil } }
extension Model { mutating func open(_ k: ScreenKind, focus: String?) {} }
