"""The answer: sentence, table, reasons, doubts, steps, papers."""
