"""How principals concede: one tactic a file, one signature."""
