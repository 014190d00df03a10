# One scratch path and one build at a time for all packages of the repository: a second package that shares the
# first's builds in seconds instead of minutes.
SCRATCH := $(CURDIR)/.build
# SwiftPM would take the plan of the package that was built last in the same scratch path for this one's.
SHARED := --scratch-path $(SCRATCH) --disable-build-manifest-caching
# The samples name the trait in their own manifest.
TRAITS := --traits All
SWIFT_BUILD := swift build $(SHARED)
# The build shows its progress, the tests only what fails.
SWIFT_TEST = $(SWIFT_BUILD) $(1) --build-tests && swift test $(SHARED) $(1) --skip-build --disable-xctest --quiet
SAMPLES := --package-path Samples
VENV := .venv-integration
# Where `make install` puts things.
PREFIX ?= $(HOME)/.local
FORMATTED := Package.swift Sources Plugins Tests Samples

.DEFAULT_GOAL := help

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: libyaml ## Build Samples/Calculator, call its three tools and serve them over HTTP; PORT is 3000 unless you say another
	@Samples/demo

test: ## Run everything: lint, unit tests, samples, official clients
	@Tests/run-all

lint: ## Check the formatting
	@swift format lint --strict --recursive --parallel $(FORMATTED)

format: ## Format all Swift files
	@swift format --in-place --recursive --parallel $(FORMATTED)

unit: libyaml openssl ## Run the unit tests
	@$(call SWIFT_TEST,$(TRAITS))

samples: libyaml ## Build the samples and run their tests
	@$(call SWIFT_TEST,$(SAMPLES))

integration: samples chromium openssl prometheus $(VENV)/.done ## Call the samples with the official clients and a browser
	@$(SWIFT_BUILD) $(TRAITS) --product mcp-generator
	@$(SWIFT_BUILD) --package-path Tests/Integration/Fixtures
	@for product in WriteVectors MatchPatterns; do $(SWIFT_BUILD) --package-path Tests/Vectors --product $$product; done
	@CALCULATOR=$(SCRATCH)/debug/Calculator SHOP=$(SCRATCH)/debug/Shop EVERYTHING=$(SCRATCH)/debug/Everything \
		GATEWAY=$(SCRATCH)/debug/Gateway FIXTURES_BIN=$(SCRATCH)/debug $(VENV)/bin/pytest -q Tests/Integration

sanitize: libyaml openssl ## Run the unit tests under the address and the thread sanitizer
	@# Leaks are not looked for: constants that live as long as the process are taken for some.
	@ASAN_OPTIONS=detect_leaks=0 swift test --scratch-path .build-address --disable-xctest --quiet $(TRAITS) --sanitize address
	@TSAN_OPTIONS="suppressions=$(CURDIR)/Tests/thread-sanitizer.supp" \
		swift test --scratch-path .build-thread --disable-xctest --quiet $(TRAITS) --sanitize thread

bench: libyaml ## Measure against the budgets; ONLY=http measures a part
	@Tests/Benchmarks/run $(ONLY)

bench-peers: ## Install what the benchmarks compare with
	@Tests/Benchmarks/install-peers

mutants: libyaml $(VENV)/.done ## Break the code on purpose and see that a test notices
	@Tests/Mutants/run

vectors: libyaml ## Hold emitted code and SchemaChecker against zod's verdicts: make vectors DIR=...
	@Tests/Vectors/run "$(abspath $(or $(DIR),Tests/Vectors/zod))"

vectors-regex: libyaml ## Match the vectors of a folder: make vectors-regex DIR=...
	@$(SWIFT_BUILD) $(TRAITS) --build-tests
	@VECTORS="$(abspath $(or $(DIR),Tests/Vectors/regex))" swift test $(SHARED) $(TRAITS) --skip-build --disable-xctest \
		--filter VectorTests.agreesWithNode

fuzz-patterns: libyaml ## Compare random patterns with node: make fuzz-patterns COUNT=... SEED=...
	@$(SWIFT_BUILD) $(TRAITS) --build-tests
	@FUZZ_COUNT="$(COUNT)" FUZZ_SEED="$(or $(SEED),$(shell date +%s))" swift test $(SHARED) $(TRAITS) --skip-build --disable-xctest \
		--filter FuzzTests

fuzz-bytes: libyaml ## Give random bytes to patterns, emitted validators and the generator: make fuzz-bytes SECONDS=... FUZZER=Pattern
	@for fuzzer in $(or $(FUZZER),Pattern Validator Generator); do Tests/Fuzz/run $$fuzzer $(or $(SECONDS),600) || exit 1; done

cases: libyaml ## Write what the generator makes of Tests/Cases today
	@$(SWIFT_BUILD) $(TRAITS) --product mcp-generator
	@Tests/Cases/update $(SCRATCH)/debug/mcp-generator

templates: libyaml ## Embed the files in Templates
	@UPDATE_TEMPLATES=1 swift test $(SHARED) $(TRAITS) --disable-xctest --quiet --filter EmbeddedTemplatesTests

formats: libyaml ## Compile the expressions of the named formats
	@UPDATE_FORMATS=1 swift test $(SHARED) $(TRAITS) --disable-xctest --quiet --filter FormatPatternsTests

unicode: ## Write the Unicode tables of PatternCompiler and ToolValidation from the verdicts of node
	@Tests/install-package unicode-data
	@node Tests/Unicode/update.mjs

install: libyaml ## Install mcp-generator into PREFIX/bin (PREFIX is ~/.local unless you say another)
	@$(SWIFT_BUILD) -c release --product mcp-generator
	@mkdir -p "$(PREFIX)/bin"
	@install -m 755 $(SCRATCH)/release/mcp-generator "$(PREFIX)/bin/mcp-generator"
	@echo "installed $(PREFIX)/bin/mcp-generator"
	@case ":$$PATH:" in *":$(PREFIX)/bin:"*) ;; *) echo "add it to your search path: export PATH=\"$(PREFIX)/bin:\$$PATH\"" ;; esac

libyaml:
	@Tests/install-package libyaml-dev yaml.h

chromium:
	@Tests/install-package chromium

openssl:
	@Tests/install-package openssl

prometheus:
	@Tests/install-package prometheus

$(VENV)/.done: Tests/Integration/requirements.txt
	@Tests/make-venv $(VENV) $<
	@touch $@

.PHONY: help demo test lint format unit samples integration sanitize bench bench-peers mutants vectors vectors-regex fuzz-patterns fuzz-bytes cases templates unicode install libyaml chromium openssl prometheus
