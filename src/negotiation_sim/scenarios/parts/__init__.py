"""The parts of a scenario file: their shape, what must hold between them, and the domain values
they become.
"""
