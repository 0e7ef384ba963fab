"""Looking through everything before printing."""
