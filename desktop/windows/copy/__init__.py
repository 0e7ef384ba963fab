"""The copy companion for portals."""
