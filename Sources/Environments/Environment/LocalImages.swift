/// The choices of images that hold for one checkout, such as those that were built where nothing can be pulled.
package enum LocalImages {
  /// Relative to the root; written by `make images`.
  package static let file = ".triptych/images.env"
}

extension Environment {
  /// The services whose image is a choice of this checkout, in the order of the files.
  package var servicesWithLocalImage: [String] {
    services.map(\.name).filter { service in
      let image = setting(SettingKey(.compose, "services.\(service).image"))
      return image?.winner.variables.contains { $0.location?.file == LocalImages.file } ?? false
    }
  }
}
