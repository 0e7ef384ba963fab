"""What is due: the list, the card of one date, the latest day to file."""
