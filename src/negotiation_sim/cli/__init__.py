"""The command line: one file per command, each holding the click command under its own name."""
