"""Export and import of everything."""
