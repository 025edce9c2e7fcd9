# Everything a developer does here has one name: `make` lists them.

SHELL := bash
.DEFAULT_GOAL := help
.NOTPARALLEL:

PORT     ?= 8080
DATABASE ?= .data/coalitie.sqlite
KEY_FILE ?= .data/coalitie.key
PREFIX   ?= /usr/local
ROUNDS   ?= 7
KILLS    ?= 200
CROWD    ?= 2000
FUZZ     ?= 100000

UNITS    := lib/systemd/system
EXAMPLES := share/doc/coalitie/examples

PROGRAM := .build/release/coalitie
# One file that needs no Swift where it runs, and a tenth faster, if the toolchain can. Whether two
# places in the program write to one thing at once is checked in the debug build, which the tests run.
TOOLS   := $(dir $(realpath $(shell command -v swift)))
STATIC  := $(if $(wildcard $(TOOLS)../lib/swift_static),--static-swift-stdlib)
RELEASE := swift build -c release $(STATIC) -Xswiftc -enforce-exclusivity=unchecked
# Large data of a day that stays, on which the tests count; made anew with every new program.
COUNTRY := .build/country
TODAY   := 2026-11-24
FILES    = --database $(DATABASE) --key-file $(KEY_FILE)

# Both builds come before the tests, so that what the test runners say stands last.
# A word of ARGS that is a folder of tests, such as Groups, stands for the suites in it.
CHOSEN = $(foreach word,$(ARGS),$(if $(wildcard Tests/*Tests/$(word)/.),$(call suites,$(word)),$(word)))
suites = '\.($(subst $() ,|,$(shell grep -rhoE "(struct|class) [A-Za-z]+Tests" Tests/*Tests/$(1) \
	| cut -d" " -f2)))/'

UNIT_TESTS    = swift test --skip-build --disable-xctest
COUNTRY_TESTS = COALITIE_COUNTRY=$(COUNTRY) $(UNIT_TESTS)
OPERATION_TESTS = COALITIE_PROGRAM=$(PROGRAM) .venv/bin/python -m pytest Tests/Operation $(ARGS)
BROWSER_TESTS = COALITIE_PROGRAM=$(PROGRAM) .venv/bin/python -m pytest -n 2 Tests/Browser $(ARGS)

.PHONY: help setup run test years lint format bench bench-peers migrate demo clean \
	build release record-jobs record-steps test-unit test-browser test-operation durability screenshots \
	install instructions record-instructions soak fuzz tsan asan docs record-articles

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

setup: ## Install what building and testing need (safe to repeat)
	@.ci/setup

run: release .data ## Serve the demo on http://127.0.0.1:8080 (PORT=... for another)
	@exec $(PROGRAM) serve --host 127.0.0.1 --port $(PORT) $(FILES) --demo

demo: release .data ## Throw the demo's data away and fill it anew
	@$(PROGRAM) demo $(FILES)

migrate: release .data ## Bring the database up to date without serving
	@$(PROGRAM) migrate $(FILES)

build: ## Debug build of the program and its tests
	@.ci/setup build
	swift build --build-tests

release: ## Release build of the program
	@.ci/setup build
	$(RELEASE) --product coalitie

# Not for users: what the count of instructions is taken of.
instructions:
	$(RELEASE) --product Instructions

test: setup build $(COUNTRY)/made instructions ## Unit tests, operation, then the pages in a real browser
	$(COUNTRY_TESTS)
	$(OPERATION_TESTS)
	$(BROWSER_TESTS)

test-unit: build ## The Swift tests without those on the country's data (ARGS="--filter Groups")
	$(UNIT_TESTS) $(CHOSEN)

years: build ## Ten thousand group-years at random (COALITIE_SEED=... for the same ones again)
	COALITIE_YEARS=10 $(UNIT_TESTS) --filter ThousandYearsTests

record-steps: build $(COUNTRY)/made ## Write down anew what every page costs on the country's data
	COALITIE_RECORD=1 $(COUNTRY_TESTS) --filter CountryTests

record-jobs: setup ## Write down anew what the everyday jobs cost a person
	COALITIE_RECORD=1 COALITIE_PROGRAM=$(PROGRAM) .venv/bin/python -m pytest Tests/Browser -m job

record-articles: build ## Write down anew the tables of the articles that are made from the code
	COALITIE_RECORD=1 $(UNIT_TESTS) --filter ArticleTests

docs: ## Articles and declarations as web pages, in .build/docs
	@.ci/setup build
	swift build
	@.ci/docs

$(COUNTRY)/made: $(PROGRAM) $(wildcard Migrations/*.sql)
	@rm -rf $(COUNTRY); mkdir -p $(COUNTRY)
	@$(call large,country,country) & country=$$!; $(call large,province,province) && \
		$(call large,tenfold,province --times 10) && wait $$country
	@touch $@

large = $(PROGRAM) demo --size $(2) --today $(TODAY) \
	--database $(COUNTRY)/$(1).sqlite --key-file $(COUNTRY)/$(1).key

$(PROGRAM): release
	@:

test-browser: setup release ## The browser tests alone (ARGS="-k stays" chooses)
	$(BROWSER_TESTS)

test-operation: setup release instructions ## Starting, proxies, backup and durability alone
	$(OPERATION_TESTS)

durability: setup build release ## Kill and cut the power often (KILLS=200)
	COALITIE_ROUNDS=$(KILLS) $(UNIT_TESTS) --filter PowerCutTests
	COALITIE_ROUNDS=$(KILLS) $(OPERATION_TESTS) -s -k "test_kill or test_full_disk or test_backup"

soak: release ## Let 2,000 slow clients of each kind hang at once (CROWD=2000)
	COALITIE_PROGRAM=$(PROGRAM) COALITIE_CROWD=$(CROWD) python3 Tests/Operation/soak.py

fuzz: build ## Mutate requests for long (FUZZ=100000 for each of four seeds)
	COALITIE_ROUNDS=$(FUZZ) $(UNIT_TESTS) --filter ParserFuzzTests

# The sanitizers need builds of their own; the tests wait longer in them, so each runs alone.

tsan: ## The Swift tests under the thread sanitizer, in .build-tsan
	@.ci/setup build
	swift build --sanitize=thread --scratch-path .build-tsan --build-tests
	$(TOOLS)clang -O1 -Wall -shared -fPIC -o .build-tsan/mutex.so Tests/Sanitizers/mutex.c -ldl
	LD_PRELOAD=$(CURDIR)/.build-tsan/mutex.so \
		$(UNIT_TESTS) --sanitize=thread --scratch-path .build-tsan $(CHOSEN)

asan: ## The Swift tests under the address sanitizer, in .build-asan
	@.ci/setup build
	swift build --sanitize=address --scratch-path .build-asan --build-tests
	LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Sanitizers/leaks.txt \
		$(UNIT_TESTS) --sanitize=address --scratch-path .build-asan $(CHOSEN)

record-instructions: release instructions ## Record what parser and renderer cost now
	PYTHONPATH=Tests/Browser python3 Tests/Operation/counting.py $(PROGRAM)

screenshots: setup release ## Pictures of every page, in .screenshots (ARGS="en-light groups" chooses)
	COALITIE_PROGRAM=$(PROGRAM) .venv/bin/python Tests/Browser/screenshots.py .screenshots $(ARGS)

lint: ## Check the source without building it
	@.ci/lint

format: ## Rewrite the Swift source in the committed style
	swift format --in-place --recursive Package.swift Sources Tests

bench: release ## Speed beside other stacks, and the country's busiest hour (ROUNDS=7)
	@python3 Tests/Benchmarks/bench.py --program $(PROGRAM) --rounds $(ROUNDS) --tenfold $(ARGS)

bench-peers: ## Install and build what bench compares with
	@RELEASE="$(RELEASE)" .ci/bench-peers

install: release ## Install below PREFIX (/usr/local), with units for systemd
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/coalitie
	install -m 0755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/coalitie
	rm -rf $(addprefix $(DESTDIR)$(PREFIX)/share/coalitie/,Templates Public Migrations)
	cp -R Templates Public Migrations $(DESTDIR)$(PREFIX)/share/coalitie/
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,$(UNITS) lib/sysusers.d lib/tmpfiles.d $(EXAMPLES))
	for unit in .deploy/*.service .deploy/*.timer; do \
		sed 's#/usr/local/#$(PREFIX)/#g' $$unit > $(DESTDIR)$(PREFIX)/$(UNITS)/$${unit##*/}; done
	install -m 0644 .deploy/coalitie.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/coalitie.conf
	install -m 0644 .deploy/coalitie.tmpfiles $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/coalitie.conf
	install -m 0644 $(wildcard .deploy/*.conf .deploy/*.yml) .deploy/Caddyfile \
		$(DESTDIR)$(PREFIX)/$(EXAMPLES)

clean: ## Remove what was built (not the data)
	rm -rf .build .build-* .venv .screenshots Tests/*/.pytest_cache
	find Tests -name __pycache__ -type d -prune -exec rm -rf {} +

.data:
	@install -d -m 0700 .data
