"""The diary of a case and its repair list."""
