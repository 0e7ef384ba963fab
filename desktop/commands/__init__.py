"""The commands for a terminal beside deciding and printing: the law, leaflets, checking a paper, contributions."""
