"""Typed paper content into tagged PDF pages; reportlab lives here only."""
