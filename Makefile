# The tasks of this repository. `make help` lists them; CI runs `make test`.

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
	@$(if $(ARGS),,scripts/beside.sh .build/images.log "The build of the example images, which make images continues," nice scripts/build-images.sh --if-missing --) .build/release/triptych $(ARGS); \
	  status=$$?; \
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

bench: ## measure start, keys, idling and loading, compared with other programs
	@bench/run.sh

order: ## renew the list of functions that a start runs, which the linker puts side by side
	@$(release)
	@python3 -B bench/order.py

durability: ## measure the cost of never losing an order, and test it with SIGKILL
	@$(release)
	@swift build -c release --product trading-api --package-path docker/trading-api
	@python3 -B bench/durability.py $(ARGS)

soak: ## send a day of events and log lines within a minute, and compare with docker's own client
	@$(release)
	@python3 -B bench/soak.py $(ARGS)

install: ## put triptych on the PATH (PREFIX=/usr/local)
	@if command -v swift >/dev/null; then $(release); fi
	@install -D -s -m 0755 .build/release/triptych "$(DESTDIR)$(PREFIX)/bin/triptych"
	@scripts/install-extras.sh .build/release/triptych "$(DESTDIR)$(PREFIX)/share"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/triptych, its manual page and its completion for bash, zsh and fish"
	@case ":$$PATH:" in *":$(PREFIX)/bin:"*) echo "type triptych to open the console";; \
	  *) echo "$(PREFIX)/bin is not on your PATH; add it: export PATH=\"$(PREFIX)/bin:\$$PATH\"";; esac

deb: ## build the package build/triptych_VERSION_ARCH.deb (BINARY=FILE packs another build)
	@$(if $(BINARY),,$(release))
	@scripts/build-deb.sh $(BINARY)

fuzz: ## fuzz each target for a minute (ARGS="--seconds 600 keys" for one target and longer)
	@scripts/fuzz.sh $(or $(ARGS),--seconds 60)

sanitize: ## run the tests of frames, terminals and processes under the sanitizers (ARGS="address thread")
	@scripts/sanitize.sh $(ARGS)

format: ## format the sources
	@swift format format --recursive --parallel --in-place $(sources)

lint: ## check the format of the sources
	@swift format lint --recursive --parallel --strict $(sources)

screens: ## renew the expected screens of the tests; read the diff
	@UPDATE_SCREENS=1 SWIFT_BACKTRACE=enable=no swift test --enable-code-coverage $(checks) --filter ConsoleTests

messages: ## renew the list of all messages; read the diff
	@UPDATE_MESSAGES=1 SWIFT_BACKTRACE=enable=no swift test --enable-code-coverage $(checks) --filter TidyTests.Messages

docs: ## renew the generated documents
	@$(release) && .build/release/triptych docs

prove-setup: ## test the set-up in a minimal Debian (root, several minutes)
	@scripts/prove-setup.sh

clean: ## remove all builds
	@rm -rf .build .build-*
