"""The rules, free of input, output and clocks."""
