# What can be done here. `make help` lists it; CI runs exactly these.

SHELL := /bin/sh
PREFIX ?= /usr/local
ARGS ?=
checks := --explicit-target-dependency-import-check error
release = swift build -c release --static-swift-stdlib --product triptych $(checks) $(or $(shell scripts/lean-flags.sh),$(error scripts/lean-flags.sh says nothing))
sources := Sources Tests Package.swift $(wildcard docker/trading-api/Sources docker/trading-api/Tests docker/trading-api/Package.swift)

.DEFAULT_GOAL := help
.PHONY: help run build release test sanitize images bench order durability soak install deb fuzz format lint screens messages docs prove-setup clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## open the console (make run ARGS="diff dev prod" for a subcommand)
	@scripts/environment-setup.sh --for run
	@$(release)
	@.build/release/triptych $(ARGS); status=$$?; \
	  command -v triptych >/dev/null || echo "make install PREFIX=~/.local puts triptych on the PATH"; exit $$status

build: ## build for debugging, tests included
	@swift build --build-tests --enable-code-coverage $(checks)

release: ## build the program as it is installed
	@$(release)

test: ## set up, then check format, walls, tests and coverage
	@scripts/environment-setup.sh --for test
	@scripts/test.sh

images: ## build the images of the shipped environments
	@scripts/build-images.sh

bench: ## measure start, keys, idling and loading beside a reference
	@bench/run.sh

order: ## write anew which functions a start runs, which the linker puts side by side
	@$(release)
	@python3 -B bench/order.py

durability: ## measure what it costs that no order is ever lost, and try it with SIGKILL
	@$(release)
	@swift build -c release --product trading-api --package-path docker/trading-api
	@python3 -B bench/durability.py $(ARGS)

soak: ## squeeze a day of events and log lines into a minute, beside docker's own client
	@$(release)
	@python3 -B bench/soak.py $(ARGS)

install: ## put triptych on the PATH (PREFIX=/usr/local)
	@if command -v swift >/dev/null; then $(release); fi
	@install -D -s -m 0755 .build/release/triptych "$(DESTDIR)$(PREFIX)/bin/triptych"
	@scripts/install-extras.sh .build/release/triptych "$(DESTDIR)$(PREFIX)/share"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/triptych, its manual page and its completion for bash, zsh and fish"
	@case ":$$PATH:" in *":$(PREFIX)/bin:"*) echo "type triptych to open the console";; \
	  *) echo "$(PREFIX)/bin is not on your PATH; add it: export PATH=\"$(PREFIX)/bin:\$$PATH\"";; esac

deb: ## build the package build/triptych_VERSION_ARCH.deb (BINARY=FILE takes another build than the release)
	@$(if $(BINARY),,$(release))
	@scripts/build-deb.sh $(BINARY)

fuzz: ## let fuzzers look for crashes, a minute each (ARGS="--seconds 600 keys" for one target and longer)
	@scripts/fuzz.sh $(or $(ARGS),--seconds 60)

sanitize: ## run the tests of frames, terminals and processes under the sanitizers (ARGS="address thread")
	@scripts/sanitize.sh $(ARGS)

format: ## put the sources into the house's format
	@swift format format --recursive --parallel --in-place $(sources)

lint: ## say what is not in the house's format
	@swift format lint --recursive --parallel --strict $(sources)

screens: ## write the expected screens of the tests anew, to be read in the diff
	@UPDATE_SCREENS=1 SWIFT_BACKTRACE=enable=no swift test --enable-code-coverage $(checks) --filter ConsoleTests

messages: ## write the list of all messages anew, to be read in the diff
	@UPDATE_MESSAGES=1 SWIFT_BACKTRACE=enable=no swift test --enable-code-coverage $(checks) --filter TidyTests.Messages

docs: ## write the generated documents anew
	@$(release) && .build/release/triptych docs

prove-setup: ## try the set-up in a minimal Debian (root, several minutes)
	@scripts/prove-setup.sh

clean: ## remove what was built
	@rm -rf .build .build-*
