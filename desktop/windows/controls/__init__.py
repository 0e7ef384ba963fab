"""What pages are made of: fields, tables, lines, colours. No page, no session of its own."""
