"""The version, a literal: reading it from the installed metadata costs 40 ms at start-up."""

__version__ = "0.1.0"
