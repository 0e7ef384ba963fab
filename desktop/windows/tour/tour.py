"""A way through every page with sample people: for pictures, for the self-test and for tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from desktop.domain.case import Answer
from desktop.windows.tour.access import show_rescue, show_sheet_offer, show_unlock
from desktop.windows.tour.backups import show_backups
from desktop.windows.tour.diary import show_diary, show_event
from desktop.windows.tour.history import show_bin, show_history, show_people
from desktop.windows.tour.imports import show_columns, show_rows
from desktop.windows.tour.life import show_life, show_life_list
from desktop.windows.tour.record import show_record, show_year
from desktop.windows.tour.register import show_certificates, show_proofs
from desktop.windows.tour.repair import show_repair

if TYPE_CHECKING:
    from desktop.samples import Sample
    from desktop.windows.main_window import MainWindow

_SHOWN = ("engineer_dusseldorf", "cook_not_paying", "subsidiary_munich")
"""The first is walked through every page; the others stand beside it in the table."""
_TERM, _NO_AGREEMENT = "form.coc", "SG"
"""The term and the state without an agreement that are looked up."""


class Tour:
    """Opens pages of one window by the names of ``FIRST_DAY`` and ``STOPS``."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.session = window.session
        window.protection_offered = True
        self._samples: dict[int, Sample] = {}
        self._half: int | None = None

    def fill(self) -> None:
        """Make the sample cases, one of them half-way, and decide the others."""
        by_key = {sample.key: sample for sample in self.session.samples}
        for key in reversed(_SHOWN):
            case = self.session.open_sample(by_key[key])
            self.session.reopen(case.id)
            self._samples[case.id] = by_key[key]
        self._half = self.session.new_case(
            answers={name: Answer(value) for name, value in (("from", "CN"), ("to", "KR"))}
        ).id

    def rename(self) -> None:
        """Give the sample people their names in the present language."""
        for case_id, sample in self._samples.items():
            self.session.rename_case(case_id, self.session.text(f"samples.{sample.key}.name"))

    def case(self, key: str = _SHOWN[0]) -> int:
        """The id of the case of a sample person."""
        return next(case_id for case_id, sample in self._samples.items() if sample.key == key)

    def show(self, name: str) -> None:
        """Open the page called ``name``."""
        {**FIRST_DAY, **STOPS}[name](self)

    def open(self, kind: str, case_id: int | None = None, detail: str | None = None) -> None:
        """Open a page of the window."""
        self.window.open(kind, case_id, detail)

    @property
    def agreement(self) -> str:
        """The first agreement of the law, whose page is shown."""
        return self.session.law.agreements[0].id

    def show_branch(self) -> None:
        """Show the result with the reasons of one branch open."""
        from desktop.windows.result.chain import BranchChain

        self.open("result", self.case())
        chain = self.window.pages["result"].findChildren(BranchChain)[-1]
        chain.table.wanted.emit(0)

    def show_filing(self) -> None:
        """Show how the latest day to file is counted."""
        self.open("dates", None, f"{self.case()}-file_before_start")
        self.window.pages["dates"].card.fold.head.setChecked(True)  # type: ignore[attr-defined]

    def show_cost(self) -> None:
        """Show what the first person's certificate saves, later months with the last known values."""
        from decimal import Decimal

        from desktop.domain.money.cost_inputs import CostInputs, SidePay

        pay = CostInputs(
            host=SidePay(gross=Decimal(6000)),
            home=SidePay(gross=Decimal(12000), zone="Fujian"),
            mean_year=2025,
        )
        self.session.costs.keep(self.session.case(self.case()), pay)
        self.open("cost", self.case())
        page: Any = self.window.pages["cost"]
        page.carry_on()


FIRST_DAY: Mapping[str, Callable[[Tour], None]] = {
    "start-first": lambda tour: tour.open("start"),
    "cases-empty": lambda tour: tour.open("cases"),
    "record-empty": lambda tour: tour.open("record"),
    "dates-empty": lambda tour: tour.open("dates"),
    "check-first": lambda tour: tour.open("check", None, "new"),
}
"""Pages of an empty profile."""

STOPS: Mapping[str, Callable[[Tour], None]] = {
    "start": lambda tour: tour.open("start"),
    "check-situation": lambda tour: tour.open("check", tour.case(), "situation"),
    "check-route": lambda tour: tour.open("check", tour.case(), "route"),
    "check-dates": lambda tour: tour.open("check", tour.case(), "dates"),
    "check-pension": lambda tour: tour.open("check", tour.case(), "home_pension"),
    "result": lambda tour: tour.open("result", tour.case()),
    "result-refused": lambda tour: tour.open("result", tour.case("cook_not_paying")),
    "result-extension": lambda tour: tour.open("result", tour.case("subsidiary_munich")),
    "cases": lambda tour: tour.open("cases"),
    "dates": lambda tour: tour.open("dates"),
    "dates-filing": Tour.show_filing,
    "diary": show_diary,
    "diary-empty": lambda tour: tour.open("diary", tour.case()),
    "happened": lambda tour: tour.open("happened", tour.case()),
    "happened-event": show_event,
    "refunds": lambda tour: tour.open("refunds", tour.case()),
    "pension": lambda tour: tour.open("pension", tour.case()),
    "record": show_record,
    "record-year": show_year,
    "certificates": show_certificates,
    "proofs": show_proofs,
    "life": show_life,
    "life-list": show_life_list,
    "import": lambda tour: tour.open("import", tour.case()),
    "import-columns": show_columns,
    "import-rows": show_rows,
    "documents": lambda tour: tour.open("documents", tour.case()),
    "review": lambda tour: tour.open("review", tour.case()),
    "copy": lambda tour: tour.open("copy", tour.case()),
    "result-branch": Tour.show_branch,
    "law": lambda tour: tour.open("law", None, "agreements"),
    "law-country": lambda tour: tour.open("law", None, f"agreements:{_NO_AGREEMENT}"),
    "law-agreement": lambda tour: tour.open("law", None, tour.agreement),
    "law-compare": lambda tour: tour.open("law", tour.case(), "compare"),
    "law-terms": lambda tour: tour.open("law", None, f"terms:{_TERM}"),
    "law-bodies": lambda tour: tour.open("law", None, "bodies"),
    "law-claims": lambda tour: tour.open("law", None, "claims"),
    "law-references": lambda tour: tour.open("law", None, "references"),
    "law-map": lambda tour: tour.open("law", None, "map"),
    "law-edition": lambda tour: tour.open("law", None, "edition"),
    "cost": Tour.show_cost,
    "cost-nobody": lambda tour: tour.open("cost"),
    "protect": lambda tour: tour.open("protect"),
    "protect-sheet": show_sheet_offer,
    "unlock": show_unlock,
    "unlock-recover": lambda tour: show_unlock(tour, "recover"),
    "unlock-lost": lambda tour: show_unlock(tour, "lost"),
    "unlock-renew": lambda tour: show_unlock(tour, "renew"),
    "rescue": show_rescue,
    "rescue-key": lambda tour: show_rescue(tour, "key"),
    "safety-backups": show_backups,
    "safety-history": show_history,
    "safety-bin": show_bin,
    "safety-people": show_people,
    "safety-repair": show_repair,
    "safety-repaired": lambda tour: show_repair(tour, saved=True),
    "safety-access": lambda tour: tour.open("safety", None, "access"),
    "help": lambda tour: tour.open("help", None, "result"),
}
"""Pages of a profile with the sample people."""
