"""Files to and from other programs: case files as JSON, the calendar."""
