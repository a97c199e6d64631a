import Terminal
import Testing

struct `A mailbox` {
  @Test func `gives messages once, in their order`() {
    let mailbox = Mailbox<Int>(Wakeup())

    mailbox.post(1)
    mailbox.post(2)

    #expect(mailbox.drain() == [1, 2])
    #expect(mailbox.drain() == [])
  }

  @Test func `takes messages from any thread and loses none`() async {
    let mailbox = Mailbox<Int>(Wakeup())

    await withTaskGroup { group in
      for number in 0..<1000 { group.addTask { mailbox.post(number) } }
    }

    #expect(mailbox.drain().sorted() == Array(0..<1000))
  }
}
