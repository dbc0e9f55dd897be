"""``python -m mlekl_symbolic.cli`` is ``mlekl``."""

from mlekl_symbolic.cli.app import main

main()
