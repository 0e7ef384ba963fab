"""The key of the file: where it lies, what wraps it, how often somebody tried."""
