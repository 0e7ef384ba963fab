"""When the file cannot be opened: what happened, and every way that is left."""
