"""Tables of contribution months from other programs: what each column means and whether each row can be taken."""
