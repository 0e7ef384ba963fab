"""Papers as the program composes them, with invented people, and their texts in four languages."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from desktop.domain.agreement import Law
from desktop.domain.paper import (
    Address,
    Annex,
    Block,
    Branches,
    Card,
    Heading,
    Letterhead,
    Missing,
    Months,
    Official,
    Paper,
    Paragraph,
    Period,
    PersonName,
    Row,
    Rows,
    Signature,
    Signatures,
    State,
    Table,
    Ticks,
    Value,
    Words,
)
from desktop.paths import translations_folder

LAW = Law("2026-11-21+0123456789ab", (), {})
PERSON = PersonName("WANG", "JIE", "王㛃")
PERIOD = Period(dt.date(2027, 3, 1), dt.date(2029, 2, 28))
UNIT = Official(
    {"zh": "厦门远海通信技术有限公司", "en": "Xiamen Yuanhai Communications Technology Co., Ltd."}
)
INSURER = Official({"de": "Beispielkasse Rheinland", "en": "Beispielkasse Rheinland"})

LANGUAGES = ("zh_Hans", "de", "ko", "en")
TEXTS: dict[str, tuple[str, str, str, str]] = {
    "statement": ("派遣证明", "Entsendebescheinigung", "파견확인서", "Statement of posting"),
    "statement.body": (
        "兹证明{person}，{born}出生，护照号码{passport}，系我单位职工。因安装并调试移动通信设备（第二期），"
        "我单位派遣其于{period}赴{state}工作，共{months}。派遣期间劳动关系不变，{branches}继续在厦门市缴纳"
        "。",
        "Wir bestätigen, dass {person}, geboren am {born}, Reisepass {passport}, bei uns beschäftigt ist. "
        "Wir entsenden die beschäftigte Person für die Zeit vom {period} ({months}) nach {state}, um dort "
        "Mobilfunkanlagen aufzubauen und in Betrieb zu nehmen (zweiter Abschnitt). Das "
        "Beschäftigungsverhältnis besteht während der Entsendung fort. Die Beiträge ({branches}) werden "
        "weiter in Xiamen entrichtet.",
        "{person}({born} 출생, 여권번호 {passport})은(는) 당사 소속 근로자임을 확인합니다. 당사는 이동통신 "
        "설비의 설치와 시험 운전을 위하여 위 근로자를 {period}({months}) 동안 {state}에 파견합니다. 파견 "
        "기간 중 고용관계는 유지되며, {branches} 보험료는 샤먼시에서 계속 납부합니다.",
        "We confirm that {person}, born {born}, passport {passport}, is employed by us. We post this "
        "employee to {state} from {period} ({months}) to install mobile communication equipment. The "
        "employment relationship continues. Contributions ({branches}) continue to be paid in Xiamen.",
    ),
    "statement.close": (
        "特此证明。",
        "Diese Erklärung dient zur Vorlage.",
        "위 사실을 확인합니다.",
        "Issued on request.",
    ),
    "name": ("姓名", "Name, Vorname", "성명", "Surname, given name"),
    "born": ("出生日期", "Geburtsdatum", "생년월일", "Date of birth"),
    "passport": ("护照号码", "Nummer des Reisepasses", "여권번호", "Passport number"),
    "address": (
        "境外住址",
        "Adresse im Beschäftigungsstaat",
        "근무국 주소",
        "Address in the State of employment",
    ),
    "home": ("国内住址", "Adresse in China", "중국 내 주소", "Address in China"),
    "unit": ("派出单位名称", "Arbeitgeber in China", "중국 내 사업주", "Employer in China"),
    "certificate": ("参保证明编号", "Nummer der Bescheinigung", "가입증명 번호", "Certificate number"),
    "period": ("派遣期限", "Zeitraum der Entsendung", "파견 기간", "Period of posting"),
    "sign.unit": (
        "单位盖章、负责人签字",
        "Unterschrift des Arbeitgebers",
        "사업주 서명",
        "Signature of the employer",
    ),
    "sign.person": (
        "本人签字、日期",
        "Datum, Unterschrift der beschäftigten Person",
        "본인 서명, 일자",
        "Date, own signature",
    ),
    "letter.subject": (
        "关于提交{person}参保证明的函",
        "Beschäftigung von {person} – Vorlage der Bescheinigung nach dem deutsch-chinesischen Abkommen",
        "한·중 사회보험협정에 따른 가입증명서 제출({person})",
        "Employment of {person}: certificate under the agreement",
    ),
    "letter.hello": (
        "尊敬的工作人员：",
        "Sehr geehrte Damen und Herren,",
        "1. 귀 지사의 무궁한 발전을 기원합니다.",
        "Dear Sir or Madam,",
    ),
    "letter.body": (
        "随函附上中国社会保险经办机构于{issued}出具的参保证明（编号：{number}）。根据该证明，{person}在{per"
        "iod}期间的{branches}仅适用中国法律。现请贵机构书面确认免除上述险种的缴费义务，并告知应当使用的缴费"
        "类别代码。其他险种不受影响。",
        "als Anlage übersenden wir Ihnen die von der chinesischen Sozialversicherungsverwaltung am "
        "{issued} unter der Nummer {number} ausgestellte Bescheinigung. Danach gelten für {person} vom "
        "{period} in folgenden Zweigen ausschließlich die chinesischen Rechtsvorschriften: {branches}. Wir "
        "bitten Sie, die Versicherungs- und Beitragsfreiheit schriftlich zu bestätigen. Die Kranken-, "
        "Pflege- und Unfallversicherung bleibt unberührt.",
        "2. 당사 소속 {person}에 대하여 중국 사회보험 기관이 {issued}에 발급한 가입증명서(번호: "
        "{number})를 붙임과 같이 제출하오니, {period} 동안 {branches} 가입 대상에서 제외하여 주시기 "
        "바랍니다.",
        "please find enclosed certificate {number}, issued on {issued}. Chinese law alone applies to "
        "{person} from {period} in these branches: {branches}. Please confirm the exemption in writing.",
    ),
    "letter.close": ("此致", "Mit freundlichen Grüßen", "붙임  가입증명서 1부.  끝.", "Yours faithfully"),
    "letter.regards": (
        "敬礼！",
        "Anlage: Bescheinigung (Kopie)",
        "3. 처리 결과를 서면으로 알려 주시기 바랍니다.",
        "Enclosure",
    ),
    "check": (
        "材料清单与证据目录",
        "Checkliste und Anlagenverzeichnis",
        "제출서류 점검표 및 증빙 목록",
        "Checklist",
    ),
    "check.lead": (
        "请您在提交前逐项核对。打勾的材料已经齐全。",
        "Bitte prüfen Sie die Unterlagen vor dem Absenden. Angekreuztes liegt bereits vor.",
        "제출하기 전에 항목별로 확인하십시오. 표시된 서류는 이미 준비되어 있습니다.",
        "Check each item before you send it. Ticked items are already there.",
    ),
    "check.a": (
        "护照首页复印件",
        "Kopie der Datenseite des Reisepasses",
        "여권 인적사항면 사본",
        "Copy of the passport page",
    ),
    "check.b": (
        "劳动合同复印件",
        "Kopie des Arbeitsvertrags",
        "근로계약서 사본",
        "Copy of the labour contract",
    ),
    "check.note": (
        "注意：本清单中标有“内部建议”的期限没有法律依据，仅供您安排时间。",
        "Hinweis: Als „Hausregel“ bezeichnete Fristen stehen in keiner Vorschrift.",
        "참고: ‘내부 기준’으로 표시된 기한은 법령상 기한이 아닙니다.",
        "Note: deadlines marked as house rule are not in any law.",
    ),
    "head.what": ("材料", "Unterlage", "서류", "Document"),
    "head.who": ("由谁提供", "Wer sie stellt", "제출자", "Supplied by"),
    "head.when": ("期限", "Bis wann", "기한", "By when"),
    "head.note": ("备注", "Anmerkung", "비고", "Remark"),
    "annex": ("附件：国内住址", "Anlage: Adresse in China", "별지: 중국 내 주소", "Annex: address in China"),
    "card": ("参保证明说明卡", "Merkkarte zur Bescheinigung", "가입증명 안내 카드", "Certificate card"),
    "card.body": (
        "持卡人在德国工作，依据《中德社会保险协定》继续参加中国社会保险。",
        "Die Inhaberin oder der Inhaber dieser Karte arbeitet in Deutschland und bleibt in China versichert.",
        "이 카드의 소지자는 독일에서 근무하며 중국 사회보험에 계속 가입되어 있습니다.",
        "The holder works in Germany and stays insured in China.",
    ),
    "card.person": (
        "{person}在德国工作，依据《中德社会保险协定》继续参加中国社会保险，在德国不重复缴纳相应的社会保险费，请查验其参保证明。",
        "{person} arbeitet in Deutschland, bleibt in China versichert und zahlt deshalb in Deutschland die Beiträge "
        "nicht noch einmal, wie die Bescheinigung zeigt.",
        "{person}: 독일에서 근무하며 중국 사회보험에 계속 가입되어 있어 독일에서 같은 보험료를 다시 내지 않습니다.",
        "{person} works in Germany, stays insured in China and does not pay the same contributions in Germany again.",
    ),
}


def write_catalogues(folder: Path) -> None:
    """The project's catalogues and that of the samples, ``samples.po``, under ``folder``."""
    shutil.copytree(translations_folder(), folder, dirs_exist_ok=True)
    for place, code in enumerate(LANGUAGES):
        catalogue = Catalog(locale=code, fuzzy=False)
        for key, texts in TEXTS.items():
            catalogue.add(f"samples.{key}", texts[place])
        with (folder / code / "samples.po").open("wb") as file:
            write_po(file, catalogue, width=0)


def words(key: str, **params: Value) -> Words:
    return Words(f"samples.{key}", params)


def paper(*blocks: Block, id: str = "APP-02", title: str = "statement", bilingual: bool = False) -> Paper:
    params = {"person": PERSON} if title == "letter.subject" else {}
    return Paper(id, words(title, **params), blocks, (), LAW.edition, dt.date(2026, 11, 21), bilingual)


def rows(count: int = 1, name: Value = PERSON) -> Iterator[Row]:
    for _ in range(count):
        yield Row(words("name"), name, "person.name_zh")
        yield Row(words("born"), dt.date(1990, 5, 14), "person.birth_date")
        yield Row(words("passport"), "EA1234567", "person.passport_no")
        yield Row(words("unit"), UNIT, "unit.name_zh")
        yield Row(
            words("address"),
            Address(("Größmannstraße 12a", "40474 Düsseldorf"), "DE"),
            "person.address_host",
        )
        yield Row(words("period"), PERIOD, "posting.start")
        yield Row(words("certificate"), Missing("ca.cert_no"), "ca.cert_no")


def statement() -> Paper:
    body = words(
        "statement.body",
        person=PERSON,
        born=dt.date(1990, 5, 14),
        passport="EA1234567",
        period=PERIOD,
        months=Months(24),
        state=State("DE"),
        branches=Branches(("pension", "unemployment"), "CN"),
    )
    places = (Signature(words("sign.unit"), seal=True), Signature(words("sign.person")))
    return paper(
        Heading(words("statement"), 1),
        Paragraph(body),
        Heading(words("unit")),
        Rows(tuple(rows())),
        Paragraph(words("statement.close")),
        Signatures(places),
        bilingual=True,
    )


def letter(number: Value = "CN-DE 2027 000123") -> Paper:
    body = words(
        "letter.body",
        person=PERSON,
        issued=dt.date(2027, 2, 3),
        number=number,
        period=PERIOD,
        branches=Branches(("pension", "unemployment"), "DE"),
    )
    head = Letterhead(
        sender=(UNIT, Address(("361000", "福建省厦门市思明区软件园路18号"), "CN"), "+86 592 555 0100"),
        addressee=(INSURER, Address(("Beispielallee 1", "40210 Düsseldorf"), "DE")),
        date=dt.date(2027, 2, 10),
        subject=words("letter.subject", person=PERSON),
        reference="SV-2027-014",
    )
    return paper(
        head,
        Paragraph(words("letter.hello")),
        Paragraph(body),
        Paragraph(words("letter.close")),
        Paragraph(words("letter.regards")),
        Signatures((Signature(words("sign.unit"), seal=True),)),
        id="APP-04",
        title="letter.subject",
    )


def checklist(lines: int = 4) -> Paper:
    head = tuple(words(f"head.{name}") for name in ("what", "who", "when", "note"))
    line: tuple[Value, ...] = (words("check.a"), UNIT, dt.date(2027, 2, 1), "EA1234567")
    return paper(
        Heading(words("check"), 1),
        Paragraph(words("check.lead"), "lead"),
        Ticks(((words("check.a"), True), (words("check.b"), False))),
        Heading(words("head.what")),
        Table(
            head,
            (line, (words("check.b"), PERSON, Missing("x.when"), ""), *[line] * (lines - 2)),
            (3, 4, 2, 2),
        ),
        Paragraph(words("check.note"), "note"),
        Paragraph(words("check.note"), "small"),
        id="APP-10",
        title="check",
    )


def data_sheet(sections: int = 5, name: Value = PERSON) -> Paper:
    blocks: list[Block] = [Heading(words("unit"), 1)]
    for _ in range(sections):
        blocks += [Heading(words("name")), Rows(tuple(rows(name=name)))]
    return paper(*blocks, id="APP-01", title="unit")


def annexed() -> Paper:
    return paper(
        Heading(words("statement"), 1),
        Rows(tuple(rows())),
        Annex(words("annex"), (Paragraph(words("check.lead")),)),
    )


def card() -> Paper:
    blocks: tuple[Block, ...] = (
        Heading(words("card"), 2),
        Paragraph(words("card.body")),
        Rows(tuple(rows())[:4]),
    )
    return paper(
        Heading(words("card"), 1),
        Paragraph(words("card.body")),
        Card(blocks),
        id="APP-13",
        title="card",
        bilingual=True,
    )
