# Daily commands; CONTRIBUTING.md says more. Everything that is missing is installed first.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.tools/node/node_modules/node/bin:$(PATH)
WASM := wasm32-unknown-unknown
CLIENT := -p frontend -p pow -p verify
NATIVE := --workspace --exclude frontend --exclude pow --exclude verify --exclude split

.PHONY: help run test check dev client bench fuzz mutants ncalayer-client format lint rules wasm browser crashes faults

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 18

run: ## the cabinet with the outside world played on this machine
	@tools/run

test: ## everything: format, lint, rules, API, wasm, browser
	@tools/setup test
	@$(MAKE) --no-print-directory format lint rules
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target wasm crashes # the one computes, the other waits
	@$(MAKE) --no-print-directory browser

check: ## the quick daily part: format, lint, rules of shared and signing
	@tools/setup client
	@$(MAKE) --no-print-directory format lint
	cargo test --release -p shared -p signing

dev: ## trunk serve on 8081 with a server that restarts on change
	@tools/dev

client: ## the client into dist
	@tools/setup client
	@tools/client

format:
	cargo fmt --all --check

lint:
	cargo clippy $(NATIVE) --all-targets --quiet -- -D warnings
	cargo clippy -p split --all-targets --quiet -- -D warnings
	cargo clippy $(CLIENT) -p shared -p signing --target $(WASM) --quiet -- -D warnings

rules: client
	@rm -f target/tmp/api-coverage/*
	cargo test --release $(NATIVE)
	cargo test --release -p split
	cargo run --release --quiet -p backend --example api-coverage

wasm:
	WASM_BINDGEN_TEST_TIMEOUT=120 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
	  cargo test $(CLIENT) --target $(WASM)
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner cargo test -p signing --test same --target $(WASM)

crashes: # once at every step
	@$(MAKE) --no-print-directory faults RUNS=8

faults: ## kills server and outside world at every step of signing: RUNS (300), SEED, ONLY one run of that seed
	cargo build --release --quiet -p backend --features crash-points
	cp target/release/backend target/crash-backend
	cargo build --release --quiet -p simulators -p bench
	RUNS=$(RUNS) SEED=$(SEED) ONLY=$(ONLY) target/release/faults

browser: client
	cargo build --release --quiet $(NATIVE)
	tools/corpus
	cd e2e && npx playwright test

bench: ## figures: sizes, speed, latencies of this machine
	@tools/setup test
	@$(MAKE) --no-print-directory client
	cargo build --release --quiet $(NATIVE)
	RUSTFLAGS=-Csymbol-mangling-version=v0 cargo build --profile wasm-named --quiet -p frontend --target $(WASM)
	target/release/bench
	cd e2e && npx playwright test -c bench.config.ts

ncalayer-client: ## the published client library of NCALayer against the simulator
	@tools/ncalayer-client

fuzz: ## random changes of good signatures, lists and receipts: SECONDS_EACH for every reader, by SEED
	cargo run --release --quiet -p signing --example fuzz all $(or $(SECONDS_EACH),60) $(or $(SEED),1)

mutants: ## what the tests of shared and signing do not notice
	@command -v cargo-mutants >/dev/null || cargo install --quiet --root .tools --locked cargo-mutants
	cargo mutants --package shared --package signing --profile mutants
