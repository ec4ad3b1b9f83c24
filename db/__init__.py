"""The read model: tables, queries and their migrations."""
