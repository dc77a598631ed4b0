"""Score a public-policy checklist: see the README for the command line."""
