"""One person in several countries."""
