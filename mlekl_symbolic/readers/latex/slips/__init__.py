"""Slips that are easily made and that can be seen in a line without deciding whether it is true."""
