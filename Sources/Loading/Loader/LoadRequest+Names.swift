extension LoadRequest {
  /// The environments that files declare, by the files' names alone.
  package static func environmentNames(in files: [String]) -> [String] {
    EnvironmentFiles(files).names
  }
}
