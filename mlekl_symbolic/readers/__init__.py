"""Readers: from what other people wrote to what this project can check."""
