"""Korean words: particles, the copula and light verbs, which stand right behind a noun."""

from __future__ import annotations

import re

_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        """이라는 라는 이란 란 이라고 라고 이라면 라면 이라도 라도 이라 라 이나 나 이며 며 이고 고
        이든 든 으로서 로서 으로써 로써 으로부터 로부터 으로 로 에게서 에게 에서 에 께서 께 한테
        의 은 는 이 가 을 를 와 과 도 만 까지 부터 마다 마저 조차 밖에 뿐 보다 처럼 만큼
        대로 하고 이랑 랑 들 별 용 상 적 인 일 입니다 이다 이었 였 이므로 므로 이지 지""",
    )
)
_LONGEST = max(map(len, _PARTICLES))
_VERB = re.compile("(?:하|되|할|한|해|했|함|합|된|될|됨|됩|돼|됐|시키|시킬|시킨|시켜)[가-힣]*")
"""Forms of the verbs that a noun is made one with."""


def is_suffix(text: str) -> bool:
    """Whether a text right behind a noun can be particles, and no other noun.

    >>> is_suffix("에서는"), is_suffix("관리")
    (True, False)
    """
    ends = [True]  # whether particles may end there; one text can be cut into them in many ways
    for end in range(1, len(text) + 1):
        starts = range(max(end - _LONGEST, 0), end)
        ends.append(any(ends[at] and text[at:end] in _PARTICLES for at in starts))
    return ends[-1]


def is_form(word: str, name: str) -> bool:
    """Whether a folded word is a folded word of a name with what may stand behind it.

    >>> is_form("로드맵에", "로드맵"), is_form("전환됩니다", "전환"), is_form("전환점", "전환")
    (True, True, False)
    """
    if not word.startswith(name):
        return False
    rest = word[len(name) :]
    return is_suffix(rest) or (name[-1:] >= "가" and _VERB.fullmatch(rest) is not None)
