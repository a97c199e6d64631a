import Canvas
import Environments

/// The only way a model changes. Pure: what the world should do comes back as effects.
package func update(_ model: inout Model, _ message: Message) -> [Effect] {
  defer {
    model.settle()
    model.settleLogs()
  }
  switch message {
  case .key(let key): return model.press(key)
  case .clicked(let point): return model.click(point)
  case .scrolled(let point, let notches): model.scroll(point, by: notches)
  case .pasted(let text): model.paste(text)
  case .resized(let size): model.size = size
  case .ticked(let now, let offset, let uptime):
    return model.tick(Clock(now: now, utcOffsetMinutes: offset, uptime: uptime)) + model.dueChecks()
  case .loaded(let configuration, let matrix): model.load(configuration, matrix)
  case .statusArrived(let statuses): model.take(statuses)
  case .checkArrived(let name, let result, let at): model.take(result, of: name, at: at)
  case .healthArrived(let report): model.take(report)
  case .logsArrived(let scope, let batch): return model.take(batch, of: scope)
  case .planArrived(let plan): return model.take(plan)
  case .planRefused(let outcome): model.refuse(outcome)
  case .progressed(let progress): model.take(progress)
  case .ended(let outcome): model.end(outcome)
  case .interruptionsFound(let found): model.take(found)
  case .editorEnded(let file, let succeeded): return model.endEditing(file, succeeded: succeeded)
  case .inspected(let inspection): model.take(inspection)
  case .shellReady(let call): return [.borrow(call)]
  case .shellEnded(let call, let status): return model.endShell(call, status)
  case .engineDescribed(let words): model.engine = words
  case .said(let level, let text): model.say(level, text)
  case .signalled(.terminate): return model.terminate()
  }
  return []
}
