// A program on the real terminal code, for its tests: it shows its input, and crashes on request.
Probe().run()
