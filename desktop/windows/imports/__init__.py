"""Taking over a table: file, columns, preview."""
