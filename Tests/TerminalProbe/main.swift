// A program on the real terminal code, for the tests of it: says what it hears, and dies as it is
// told.
Probe().run()
