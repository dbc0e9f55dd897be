"""Our verdicts beside those of other tools, on the same claims."""
