import Environments

/// Our own reading of Compose files: names and places, for what Compose itself does not tell.
package enum ComposeFiles {
  /// What the files of one environment say before Compose has interpolated and merged them.
  package struct AsWritten: Hashable, Sendable {
    /// Sorted by key, sources `.compose` and `.secrets`. Where several files set a key, the last one wins.
    package var settings: [Setting]
    /// In the order of the first file.
    package var services: [Service]
    /// Every `${V}`, in the order of files and lines.
    package var variablesUsed: [VariableReference]
    /// Only what keeps a file from being read; what is wrong inside is for Compose to say.
    package var diagnostics: [Diagnostic]
    /// The files themselves, in their order.
    var documents: [ComposeDocument]
  }

  /// Reads the files in their order. `variables` tells where each variable of the `.env` files was set, so that a
  /// value can name the lines that shape it; services outside the active `profiles` are left out.
  package static func asWritten(
    _ files: [String], profiles: [String] = [], variables: [String: Origin] = [:],
    read: (String) -> SourceText, fingerprint: @escaping Fingerprinter
  ) -> AsWritten {
    let (documents, diagnostics) = ComposeDocument.documents(
      files, profiles: profiles, read: read)
    let layers = ComposeLayers(
      variables: variables, masking: ComposeMasking(fingerprint: fingerprint))
    let secrets = ComposeSecretFiles.settings(of: documents, read: read, fingerprint: fingerprint)
    var settings = layers.settings(of: documents)
    if !secrets.isEmpty { settings = (settings + secrets).sortedByKey() }
    return AsWritten(
      settings: settings,
      services: ComposeServices.services(of: documents.map(\.node)),
      variablesUsed: documents.filter { !$0.isIncluded }.flatMap(\.node.references),
      diagnostics: diagnostics,
      documents: documents)
  }
}
