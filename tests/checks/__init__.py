"""Tests of mlekl_symbolic.checks."""
