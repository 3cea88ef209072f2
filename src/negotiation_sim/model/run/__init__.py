"""One run of the talks: its luck, its calendar, what everybody thinks, and the step, once."""
