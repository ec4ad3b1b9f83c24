"""Durable processes: the life of one message and what runs on a schedule."""
