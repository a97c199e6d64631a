import ArgumentParser
import TradingService

struct RoleOptions: ParsableArguments {
  @Option(help: "What this process does: api or quotes.")
  var role: Role

  @Option(help: "The rendered configuration.")
  var config = "/etc/trading/config.json"
}

extension Role: ExpressibleByArgument {}
