"""What the letters say of a case: who writes to whom, on which ground, on which certificate and branches."""

from __future__ import annotations

import datetime as dt
from typing import Final

from desktop.domain.determination import Outcome
from desktop.domain.facts import BRANCHES
from desktop.domain.paper import (
    Branches,
    Letterhead,
    Official,
    Paragraph,
    Row,
    Signatures,
    State,
    Value,
    Words,
)
from desktop.domain.papers.letter_blocks import say, signatures, words
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.periods import months_between
from desktop.domain.practice import CertificateForm

WITHOUT_EMPLOYER: Final = ("no_employer", "short_term", "self_employed", "investor")
"""Categories of persons whom no employer of the home state insures: they file and sign alone."""

OWN_BUSINESS: Final = ("self_employed", "investor")

RIGHT_MONTHS: Final = 48
"""Calendar months that Art. 4 of CN-DE-2001 gives; beyond them Art. 8."""

PROVISIONAL: Final = "CN-KR-2003"

E_SEAL_FROM: Final = dt.date(2025, 9, 15)
"""First day of Chinese certificates with an electronic seal (人社厅发〔2025〕27号, part 2)."""

OURS: Final = ("zh", "de", "ko", "en")
"""The languages in which papers are written anyway."""

_LOCAL: Final = {"DE": "de", "KR": "ko"}
_BOTH_FEES: Final = frozenset({"pension", "unemployment"})


def name_row(sheet: Sheet) -> Row:
    """The worker's name."""
    return Row(words("row.name"), sheet.person(), "person.surname_latin")


def entity(sheet: Sheet, group: str) -> Value:
    """The name of ``unit`` (in China) or ``host`` (in the other state), in local script and Latin letters."""
    local = sheet.need(f"{group}.name_zh" if group == "unit" else "host.name")
    needs_latin = group == "unit" or sheet.material.korean
    latin = sheet.need(f"{group}.name_en") if needs_latin else sheet.take(f"{group}.name_en")
    if not isinstance(local, str):
        return local
    names = {"zh" if group == "unit" else _LOCAL.get(sheet.material.other, "en"): local}
    return Official({**names, "en": latin} if isinstance(latin, str) else names)


def entity_row(sheet: Sheet, group: str) -> Row:
    """The entity's name, labelled by its part: employer at home, or place of work in the host state."""
    material = sheet.material
    part = "employer" if group == material.sender else "host_in_china" if material.to_china else "host"
    return Row(words(f"row.{part}"), entity(sheet, group), "unit.name_zh" if group == "unit" else "host.name")


def alone(material: Material) -> bool:
    """Whether no employer at home stands behind the person, who then files and signs alone."""
    return material.text("case.category") in WITHOUT_EMPLOYER or material.all_facts.home_employer is False


def state(sheet: Sheet, side: str) -> Value:
    """The ``home`` or ``host`` state; the host is required."""
    code = sheet.material.home if side == "home" else sheet.material.host
    if code:
        return State(code)
    return sheet.need("case.host_country")


def law_of_home(material: Material) -> Words:
    """The legislation that goes on applying, in the nominative."""
    return words(f"law.{material.home if material.home in ('CN', 'DE', 'KR') else 'home'}")


def basis(material: Material, until: dt.date | None = None) -> Words:
    """The agreement on which the answer rests, with its article where the sources name one for the category.

    Germany: Art. 4 for postings, Art. 8 for what exceeds 48 calendar months; for subsidiary staff and persons
    without an employer Art. 8 is only inferred, so it is not named. Korea: Art. 5 for short-term employees.
    ``until`` is the new last day, inclusive, that an extension asks for.
    """
    if material.german:
        return words(f"basis.de{_german_article(material, until)}")
    if not material.korean:
        return words("basis.other", state=State(material.other)) if material.other else words("basis.unknown")
    if material.determination.agreement == PROVISIONAL:
        return words("basis.kr2003")
    return words("basis.kr.art5" if material.determination.category == "KF-E" else "basis.kr")


def _german_article(material: Material, until: dt.date | None) -> str:
    determination = material.determination
    if determination.category != "DE-P":
        return ""
    asked = determination.outcome is Outcome.EXCEPTIONAL
    secured = any(period.outcome is Outcome.EXEMPT for period in determination.periods)
    beyond = _beyond_right(material, until)
    if (asked and not secured) or (material.all_facts.exception_agreement and not beyond):
        return ".art8"
    return ".art4_art8" if asked or beyond else ".art4"


def _beyond_right(material: Material, until: dt.date | None) -> bool:
    start, last = material.date("posting.start"), until or material.date("posting.end")
    if start is None or last is None or last < start:
        return False
    months = months_between(start, last, "calendar_months")
    return months + (material.all_facts.prior_months or 0) > RIGHT_MONTHS


def certificate(material: Material) -> Words:
    """The certificate by its official title.

    The German title of the Chinese certificate names both branches, so for a person exempt in one of them
    alone the short title stands in its place.
    """
    if not (material.german or material.korean):
        return _certificate_by_law(material)
    if material.to_china:
        return words(f"certificate.{material.home}.CN")
    if material.german:
        both = _BOTH_FEES.issubset(material.exempt_branches)
        return words("certificate.CN.DE" if both else "certificate.CN.DE.short")
    return words("certificate.CN.KR")


def _form(material: Material) -> CertificateForm | None:
    """The usual certificate of this case's agreement from its home state."""
    forms = material.law.certificates
    now = material.determination.agreement
    return next((f for f in forms if f.agreement == now and f.home == material.home), None)


def _certificate_by_law(material: Material) -> Words:
    """With its title in the language of its issuer, where the law data gives one (Serbia: 《法律适用证明》)."""
    form = _form(material)
    titles = form.titles if form else {}
    own = (
        [titles.get("zh")] if material.home == "CN" else [t for code, t in titles.items() if code not in OURS]
    )
    if not own or not own[0]:
        return words("certificate.other")
    return words("certificate.titled", title=Official({"zh": titles.get("zh", own[0]), "en": own[0]}))


def _body(material: Material, body: str | None, otherwise: str) -> tuple[Value, ...]:
    authority = material.law.authorities.get(body or "")
    return (Official(authority.names),) if authority is not None else (words(otherwise),)


def sealed(material: Material) -> bool:
    """Whether the certificate is a Chinese one with an electronic seal; without its day, today's counts."""
    return material.home == "CN" and (material.date("ca.issue_date") or material.day) >= E_SEAL_FROM


def verification(sheet: Sheet) -> list[Paragraph]:
    """How the certificate is checked online, where a reference for that is at hand."""
    reference = sheet.take("ca.verify_ref")
    return [] if reference is None else [say("app04.verify", reference=reference)]


def by_branches(material: Material, key: str, side: str = "host", **params: Value) -> Paragraph:
    """``KEY.branches``, naming exactly the exempt branches as ``side`` calls them.

    Where the determination exempts none, ``KEY.certified``: it leaves the branches to the certificate.
    """
    if not material.exempt_branches:
        return say(f"{key}.certified", "body", **params)
    return say(f"{key}.branches", "body", branches=exempt(material, side), **params)


def exempt(material: Material, side: str = "host") -> Branches:
    """The exempt branches in the order of the vocabulary, as the ``home`` or ``host`` state names them."""
    codes = tuple(code for code in BRANCHES if code in material.exempt_branches)
    return Branches(codes, material.home if side == "home" else material.host)


def home_bodies(material: Material) -> tuple[Value, ...]:
    """The body that issues the certificate or agrees on exceptions for the home state."""
    form = _form(material)
    return {
        "CN": (words("body.sia"), words("body.sia_intl")),
        "DE": (words("body.dvka"),),
        "KR": (words("body.nps_intl"),),
    }.get(material.home) or _body(material, form.issued_by if form else None, "body.home")


def host_body(sheet: Sheet) -> tuple[Value, ...]:
    """The body of the state of work to which the certificate is shown."""
    material = sheet.material
    if material.host == "DE":
        return (sheet.need("host.health_insurer"), words("body.einzugsstelle"))
    if material.host == "KR":
        return (words("body.nps_branch"),)
    if material.to_china:
        return (words("body.cn_agency"),)
    form = _form(material)
    return _body(material, form.shown_to if form else None, "body.host")


def address_field(material: Material, side: str) -> str:
    """The worker's address in the ``home`` or ``host`` state; ``person.address_home`` is the one in China."""
    in_china = (side == "host") is material.to_china
    return "person.address_home" if in_china else "person.address_host"


def occupation_field(material: Material) -> str:
    """The worker's occupation in the state of work; ``person.occupation_home`` is the one in China."""
    return "person.occupation_home" if material.to_china else "person.occupation_host"


def entity_sender(sheet: Sheet, group: str) -> tuple[Value, ...]:
    """Name and address of ``unit`` or ``host`` as the sender of a letter."""
    return (entity(sheet, group), sheet.need(f"{group}.address"))


def person_sender(sheet: Sheet, side: str) -> tuple[Value, ...]:
    """Name of the worker and address on ``side``, or on the other one where only that is known."""
    material = sheet.material
    here, there = address_field(material, side), address_field(material, "home" if side == "host" else "host")
    return (sheet.person(), sheet.need(there if material.has(there) and not material.has(here) else here))


def home_sender(sheet: Sheet) -> tuple[Value, ...]:
    """Who writes to the home body: the employer at home, or the worker where there is none."""
    if alone(sheet.material):
        return person_sender(sheet, "home")
    return entity_sender(sheet, sheet.material.sender)


def letterhead(
    sheet: Sheet, sender: tuple[Value, ...], addressee: tuple[Value, ...], subject: Words
) -> Letterhead:
    """The head of a letter, dated by the day of the application or, without one, by the day of the case."""
    day = sheet.take("sign.applicant_date") or sheet.material.day
    return Letterhead(sender, addressee, day, subject, sheet.take("case.internal_ref"))


def home_signatures(material: Material) -> Signatures:
    """Employer at home (with seal) and worker, or the worker alone."""
    return signatures("worker") if alone(material) else signatures("employer", "worker", seal=("employer",))
