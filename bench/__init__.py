"""Benchmarks: each figure is a ratio to a bare rival measured in the same run."""
