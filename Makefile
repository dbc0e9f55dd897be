# The same scripts under short names; `make` itself is not needed for anything.
.PHONY: setup prove test check output docs fuzz shootout bench

setup:
	sh scripts/setup

prove:
	sh scripts/prove

test:
	sh scripts/test

check:
	sh scripts/check

output:
	sh scripts/output

docs:
	sh scripts/docs

fuzz:
	sh scripts/fuzz

shootout:
	sh scripts/shootout

bench:
	sh scripts/bench
