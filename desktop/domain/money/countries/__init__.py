"""The contribution rule of each country, one module a country; every one offers its ``BRANCHES``."""
