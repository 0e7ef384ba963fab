"""The clock of months."""
