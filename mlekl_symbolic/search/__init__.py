"""The search for proofs: clever, and trusted by nobody. What it finds, the kernel checks."""
