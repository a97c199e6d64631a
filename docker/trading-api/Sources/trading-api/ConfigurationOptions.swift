import ArgumentParser

struct ConfigurationOptions: ParsableArguments {
  @Option(help: "The rendered configuration.")
  var config = "/etc/trading/config.json"
}
