"""What happened: events and what they change."""
