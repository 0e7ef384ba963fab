"""The bridge between the terms of four languages."""
