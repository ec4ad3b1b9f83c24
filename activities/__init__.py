"""Effects that workflows ask for, one module a duty."""
