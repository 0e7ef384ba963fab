"""Files for others: what goes in, who can open them, and the keys."""
