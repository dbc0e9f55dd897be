"""Tests of the documentation: its code runs, its links lead somewhere, and it builds without a warning."""
