"""Identity, insurance and company numbers: python-stdnum and what it lacks."""

from desktop.numbers.chinese import resident_id_birth_date, resident_id_sex
from desktop.numbers.names import check_spelling, suggest_latin
from desktop.numbers.validators import VALIDATORS, check, normalise
from desktop.numbers.verdict import Level, Verdict

__all__ = [
    "VALIDATORS",
    "Level",
    "Verdict",
    "check",
    "check_spelling",
    "normalise",
    "resident_id_birth_date",
    "resident_id_sex",
    "suggest_latin",
]
