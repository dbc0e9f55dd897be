"""Our own reader of LaTeX: every formula is read, read with notices, or refused; none is guessed."""
