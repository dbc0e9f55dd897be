"""The parser: from tokens to the surface tree, by recursive descent."""
