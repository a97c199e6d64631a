import Testing
import TradingService

struct `Judging the time of one connection` {
  @Test func `a request lasts from its first byte to the end of its answer`() {
    var state = ConnectionState()
    #expect(state.timer == .idle)

    state.readBytes()
    #expect(state.timer == .request)
    state.readHead()
    state.readEnd()
    state.writeHead(isStream: false)
    #expect(state.timer == .request)
    let isLast = state.writeEnd()
    #expect(!isLast)

    #expect(state.timer == .idle)
  }

  @Test func `an incomplete request is told so, an answer that is begun is cut off`() {
    var state = ConnectionState()
    state.readBytes()
    let expiry = state.expire()
    #expect(expiry == .answer(408))

    state.readHead()
    state.writeHead(isStream: false)
    let expiryLater = state.expire()
    #expect(expiryLater == .close)
  }

  @Test func `a complete request gets a moment for the words of the one who answers`() {
    var state = ConnectionState()
    state.readBytes()
    state.readHead()
    state.readEnd()

    let expiry = state.expire()
    #expect(expiry == .grace)
    let expiryLater = state.expire()
    #expect(expiryLater == .answer(503))
  }

  @Test func `a body that goes on after the answer does not stop the clock`() {
    var state = ConnectionState()
    state.readBytes()
    state.readHead()
    state.writeHead(isStream: false)
    _ = state.writeEnd()

    #expect(state.timer == .request)
    let expiry = state.expire()
    #expect(expiry == .answer(408))
  }

  @Test func `a stream lasts as long as its reader reads`() {
    var state = ConnectionState()
    state.readBytes()
    state.readHead()
    state.readEnd()
    state.writeHead(isStream: true)
    #expect(state.timer == .none)

    state.writability(false)
    #expect(state.timer == .stalled)
    state.writability(true)
    #expect(state.timer == .none)
  }

  @Test func `a stopping service closes what is quiet and waits for what is not`() {
    var quiet = ConnectionState()
    let closes = quiet.quiesce()
    #expect(closes)

    var busy = ConnectionState()
    busy.readBytes()
    busy.readHead()
    busy.readEnd()
    let closesToo = busy.quiesce()
    #expect(!closesToo)
    busy.writeHead(isStream: false)
    let isLast = busy.writeEnd()
    #expect(isLast)
  }
}
