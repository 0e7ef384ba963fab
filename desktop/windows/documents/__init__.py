"""The papers of a case, with preview and what is missing."""
