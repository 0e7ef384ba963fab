"""Roads to contributions already paid abroad: who may claim what, from whom, until when, and what it costs in rights.

The roads are data (``resources/law/refunds.toml``). Nothing here promises money: a road is open, not open yet,
too late, closed, or not to be told, and then it names the body to ask.
"""
