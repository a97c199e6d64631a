/// A file that is to be written where there is none, relative to the root.
package struct NewFile: Hashable, Sendable {
  package var path: String
  package var text: String
}
