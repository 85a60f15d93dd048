"""Places: where catalogs are in their folder, and of which languages they are for that.

A place is written as the configuration has it, ``{locale}/LC_MESSAGES/{domain}.po``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from glob import escape

from varaq.errors import Problem, VaraqError
from varaq.locales import Locale


def name(place: str, code: str, domain: str) -> str:
    """The file of a language's catalog of a domain.

    >>> name("{locale}/LC_MESSAGES/{domain}.po", "tr", "guide.intro")
    'tr/LC_MESSAGES/guide.intro.po'
    """
    return place.replace("{locale}", code).replace("{domain}", domain)


def glob(place: str, code: str) -> str:
    """What finds the catalogs of a language, of whatever domain; all languages' for ``*``.

    >>> glob("po[1]/{locale}/{domain}.po", "tr")
    'po[[]1]/tr/*.po'
    """
    return name(escape(place), code, "*")


def pattern(place: str) -> re.Pattern[str]:
    """What the name of a catalog's file matches as a whole, with ``locale`` and ``domain``.

    >>> pattern("{locale}/{domain}.po").fullmatch("tr/a.po").groupdict()
    {'locale': 'tr', 'domain': 'a'}
    """
    found = re.escape(place)
    for what in ("locale", "domain"):
        group = re.escape(f"{{{what}}}")
        found = found.replace(group, f"(?P<{what}>[^/]+)", 1).replace(group, f"(?P={what})")
    return re.compile(found)


def twin(locale: Locale, others: Iterable[Locale]) -> Locale | None:
    """The one of other languages whose handouts would go where a language's own do, if any."""
    own = home(locale)
    alike = (each for each in others if home(each) == own and each.code != locale.code)
    return next(alike, None)


def home(locale: Locale) -> str:
    """The folder that handouts of a language go to, whatever its case."""
    return locale.tag.casefold()


def languages(
    codes: Iterable[str], source: Locale, folder: str
) -> tuple[list[Locale], list[Problem]]:
    """The languages of the codes that catalogs are under, in order, without the source's.

    What is wrong with the others names the ``folder`` of catalogs: it is no language, it is
    written otherwise than its catalogs are looked for, or it has the tag of another one.
    """
    found: list[Locale] = []
    problems: list[Problem] = []
    known = {home(source): source}
    for code in sorted(codes):
        where = f"{folder}/{code}"
        try:
            locale = Locale.parse(code)
        except VaraqError as error:
            problems += error.at(where).problems
            continue
        if locale.code == source.code:
            continue
        other = known.setdefault(home(locale), locale)
        if locale.code != code:
            what = f"catalogs of {locale.code} are not looked for here"
            remedy = f"rename it to {locale.code}"
        elif other.code != locale.code:
            what = f"handouts would go where those of {other.code} do"
            remedy = f"put its catalogs into {other.code}, or give it another code"
        else:
            found.append(locale)
            continue
        problems.append(Problem("locale-name", what, remedy, where))
    return found, problems
