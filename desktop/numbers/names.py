"""Latin spellings of Chinese names, as passports write them: a suggestion, the passport always wins."""

from __future__ import annotations

import re
from typing import Final

from desktop.numbers.verdict import FINE, Verdict, warn

_SURNAMES: Final = {
    "单": "SHAN", "曾": "ZENG", "仇": "QIU", "解": "XIE", "查": "ZHA", "区": "OU", "朴": "PIAO", "翟": "ZHAI",
    "乐": "YUE", "召": "SHAO", "折": "SHE", "缪": "MIAO", "种": "CHONG", "秘": "BI", "员": "YUN", "卜": "BU",
    "覃": "QIN", "谌": "CHEN", "洗": "XIAN", "繁": "PO", "祭": "ZHAI", "乜": "NIE", "句": "GOU", "阚": "KAN",
    "都": "DU", "薄": "BO", "黑": "HE", "佴": "NAI", "能": "NAI", "单于": "CHANYU", "乐正": "YUEZHENG",
}  # fmt: skip
"""Surnames whose reading differs from the common reading of their characters."""

_COMPOUND: Final = frozenset(
    re.findall(
        "..",
        "欧阳单于尉迟长孙万俟令狐澹台司马诸葛夏侯宇文皇甫公孙慕容淳于申屠钟离呼延东方独孤"
        "南宫闻人赫连濮阳公冶宗政太叔轩辕鲜于闾丘司徒司空亓官颛孙端木巫马公西漆雕乐正壤驷"
        "公良拓跋夹谷宰父谷梁段干百里东郭南门羊舌微生梁丘左丘西门第五上官太史仲孙纳兰完颜",
    )
)
_HAN: Final = re.compile("[㐀-䶿一-鿿〇\U00020000-\U0003ffff]+")


def suggest_latin(name: str) -> tuple[str, str] | None:
    """Surname and given name of a Chinese name in passport spelling: 欧阳堃 gives ("OUYANG", "KUN").

    The given name is one word without hyphen (GB/T 28039); ü is written YU after L and N, and UE in LÜE and
    NÜE (notice of the National Immigration Administration of 2021-09-29). ``None`` where the name is not
    written in Chinese characters alone, has no given name or holds a character without a known reading; names
    with a middle dot are spelled in too many ways to suggest one.
    """
    compact = "".join(name.split())
    if len(compact) < 2 or not _HAN.fullmatch(compact):
        return None
    length = 2 if len(compact) > 2 and compact[:2] in _COMPOUND else 1
    surname, given = compact[:length], compact[length:]
    latin = (_SURNAMES.get(surname) or _spell(surname), _spell(given))
    return latin if all(part.isascii() and part.isalpha() for part in latin) else None


def check_spelling(name: str, surname: str, given: str) -> Verdict:
    """Warns where the Latin spelling (normalised) is not the usual one of the name; the passport decides."""
    suggestion = suggest_latin(name)
    if suggestion is None or not surname or not given:
        return FINE
    typed = tuple(re.sub(r"[ '\-]", "", part) for part in (surname, given))
    return FINE if typed == suggestion else warn("latin.differs", suggestion=" ".join(suggestion))


def _spell(characters: str) -> str:
    # Imported here because its dictionary takes a tenth of a second to load.
    from pypinyin import lazy_pinyin

    return "".join(_passport_syllable(syllable.upper()) for syllable in lazy_pinyin(characters))


def _passport_syllable(syllable: str) -> str:
    if syllable in ("LV", "NV"):
        return syllable[0] + "YU"
    return syllable.replace("VE", "UE")
