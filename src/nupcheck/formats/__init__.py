"""Bytes out: one module for each format that results and documents are written in."""
