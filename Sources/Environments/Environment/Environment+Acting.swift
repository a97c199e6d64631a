extension Environment {
  /// Why nothing is done to it, in a sentence; `nil` when there is no such reason.
  package var reasonNotToAct: String? {
    guard found != nil else { return nil }
    return
      "nothing declares \(name): it was found by the names of files. Run triptych init first, read what it wrote to configs/environment/\(name).yaml, and act then"
  }
}
