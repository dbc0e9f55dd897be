"""The command line: ``mlekl list``, ``prove``, ``verify``, ``explain``, ``new``.

One command is one module in `mlekl_symbolic.cli.commands`, whose function ``run`` has the
command's options for parameters and returns the exit code.
"""
