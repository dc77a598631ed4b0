"""Bytes in and out: the only package that opens, locks, replaces and parses files."""
