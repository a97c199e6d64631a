import Testing
import TradingService
@Test func `stub`() { #expect(version != "") }
