"""Results in words: the text of commands, one run described, and a page."""
