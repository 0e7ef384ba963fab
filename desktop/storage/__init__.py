"""The one encrypted file with the user's cases; sqlite-utils lives here only."""
