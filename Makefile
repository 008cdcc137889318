# Everything a contributor runs. `make demo` and `make test` install what they need.

PREFIX ?= /usr/local
DEPENDENCIES = libyaml-dev zlib1g-dev libminizip-dev libexpat1-dev pkg-config
RELEASE_FLAGS = -c release --static-swift-stdlib -Xswiftc -static-executable -Xlinker -s \
  -Xswiftc -enforce-exclusivity=unchecked
RELEASE = .build/release/policyc

.PHONY: help demo test test-deep test-editors test-pages lint format docs build release install instructions bench clean

help:  ## Shows this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: release  ## Installs what is missing, builds, and checks the example project.
	@scripts/demo $(RELEASE)

test: dependencies  ## Runs all tests.
	@scripts/test

test-deep: release  ## Runs the long tests: large sizes and large numbers. NAMES="scaling damage" chooses among them.
	@scripts/test-deep $(RELEASE) $(NAMES)

test-editors: build  ## Has Kate and JupyterLab open policies and data; installs both where they are missing.
	scripts/install-dependencies kate dbus-x11 chromium fonts-dejavu-core python3-venv
	[ -x .venv-editors/bin/python ] || python3 -m venv .venv-editors
	.venv-editors/bin/pip install --quiet --requirement Tests/Editors/requirements.txt \
	  --requirement Tests/Editors/requirements-graphical.txt
	.venv-editors/bin/python Tests/Editors/graphical.py --policyc $$(swift build --show-bin-path)/policyc

test-pages: build  ## Opens the pages of reports in headless Chromium; installs it where it is missing.
	scripts/install-dependencies chromium fonts-dejavu-core python3-venv
	[ -x .venv-pages/bin/python ] || python3 -m venv .venv-pages
	.venv-pages/bin/pip install --quiet --requirement Tests/Pages/requirements-pages.txt
	.venv-pages/bin/python Tests/Pages/run.py --policyc $$(swift build --show-bin-path)/policyc

lint:  ## Checks formatting and style.
	swift format lint --strict --recursive Package.swift Sources Tests

format:  ## Formats the sources in place.
	swift format --in-place --recursive Package.swift Sources Tests

docs: build  ## Writes the generated pages of docs/.
	@scripts/docs "$$(swift build --show-bin-path)/policyc"

build: dependencies  ## Builds for debugging.
	swift build

release: dependencies  ## Builds the binary with the Swift runtime linked in.
	swift build $(RELEASE_FLAGS) --product policyc

install: release  ## Installs the binary and its manual pages under PREFIX.
	install -D -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/policyc
	scripts/manual-pages $(RELEASE) $(DESTDIR)$(PREFIX)/share/man/man1

instructions: release  ## Counts the instructions of small workloads, and compares them with those on record.
	@scripts/instructions $(RELEASE)

bench: release  ## Measures against the peers that can be installed, and updates docs/performance.md.
	@scripts/bench $(RELEASE) --write

clean:  ## Removes what building made.
	rm -rf .build .venv .venv-bench .venv-pages .venv-editors

.PHONY: dependencies
dependencies:
	@scripts/install-dependencies $(DEPENDENCIES)
