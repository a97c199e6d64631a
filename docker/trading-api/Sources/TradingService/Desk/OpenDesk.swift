import Logging

/// Opens the database, brings its schema up to date as far as the strategy allows, and opens the desk on it.
package func openDesk(
  _ live: LiveSettings, _ feed: QuotesFeed, logger: Logger
) throws -> TradingDesk {
  let configuration = live.current.configuration
  let database = try TradingDatabase(opening: configuration.database, logger: logger)
  try database.prepareSchema()
  if !configuration.trading.hasKillSwitch, try database.isHalted() {
    logger.warning(
      "Trading was halted and is not any more.",
      metadata: ["reason": "trading.kill_switch is false"])
  }
  return TradingDesk(live, database: database, logger: logger) { feed.current }
}
