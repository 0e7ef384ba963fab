"""One working life across borders: who, where employed, what was paid, what proves it, what happened.

Each thing is entered once and refers to others by id; gaps, double payments, dates and lines are derived from
these (``gaps``, ``life_line``, ``domain.dates``). A posting is a case (``domain.case``) that names its person.
Ids are those of the store; ``None`` is a thing that was not kept yet. All days are inclusive.
"""
