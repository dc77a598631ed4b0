"""The command line: one module a command, a thin shell around the core."""
