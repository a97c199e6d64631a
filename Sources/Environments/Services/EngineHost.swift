/// The machine that an engine runs on, as the engine tells of it.
package struct EngineHost: Hashable, Sendable {
  /// The engine's own identifier: two contexts may lead to one engine.
  package var id: String
  package var name: String
  package var processors: Int
  /// In bytes.
  package var memory: Int

  package init(id: String, name: String, processors: Int, memory: Int) {
    self.id = id
    self.name = name
    self.processors = processors
    self.memory = memory
  }
}
