# The same scripts under short names; `make` itself is not needed for anything.
.PHONY: setup test check output bench

setup:
	sh scripts/test --version

test:
	sh scripts/test

check:
	sh scripts/check

output:
	sh scripts/output

bench:
	sh scripts/bench
