"""What keeps the file safe: access, backups, check and repair, history, case files."""
