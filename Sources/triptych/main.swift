Triptych.main()
