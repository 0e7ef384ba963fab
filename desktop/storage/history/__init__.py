"""Every change with its rows before and after: undo, the chain of digests, the bin, erasing for good."""
