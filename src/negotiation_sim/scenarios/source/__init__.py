"""YAML text as a tree in which everything remembers its file, line and column."""
