"""The command line: ``mlekl list``, ``prove``, ``check``, ``verify``, ``explain``, ``new`` and others.

One command is one module in `mlekl_symbolic.cli.commands`, whose function ``run`` has the
command's options for parameters and returns the exit code.
"""
