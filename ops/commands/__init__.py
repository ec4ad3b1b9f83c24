"""The commands of `otklik` that come in groups; `cli` puts them together."""
