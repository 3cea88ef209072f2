"""How results are told in words."""
