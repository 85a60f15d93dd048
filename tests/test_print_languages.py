"""Each language on paper: its letters, from its own fonts, and where words are divided."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.test_pdf import PANGRAMS, fonts, letters, reader, run, text_of

__all__ = ["reader"]

FAMILIES = {
    "ar": {"Noto Naskh Arabic", "Noto Sans Arabic"},
    "fa": {"Noto Naskh Arabic", "Noto Sans Arabic"},
    "ka": {"Noto Serif Georgian", "Noto Sans Georgian"},
    "zh": {"Noto Serif CJK SC", "Noto Sans CJK SC"},
    "ja": {"Noto Serif CJK JP", "Noto Sans CJK JP"},
    "ko": {"Noto Serif CJK KR", "Noto Sans CJK KR"},
}
USUAL = {"Noto Serif", "Noto Sans"}
# a language's own long words, in a column so narrow that some must be divided
LONG = {
    "de": "Donaudampfschifffahrtsgesellschaft Geschwindigkeitsbegrenzung Unternehmensführung",
    "en": "internationalization responsibilities characteristically misunderstanding",
    "es": "responsabilidades internacionalización extraordinariamente",
    "fr": "anticonstitutionnellement responsabilités internationalisation",
    "ru": "достопримечательность предпринимательство ответственность",
    "uk": "відповідальність підприємництво найнеймовірніший",
}


def family(font: Any) -> str:
    """The name of an embedded font, as its maker writes it, without weight and subset."""
    name = re.sub(r"^/[A-Z]{6}\+", "", font["/BaseFont"])
    return name.replace("-", " ")


def build(folder: Path, code: str, text: str) -> Path:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "a.md").write_text(text, "utf-8")
    (folder / "varaq.toml").write_text(f'source = "{code}"\n', "utf-8")
    assert run(folder, "build", "--pdf", "-k", "handout") == 0
    return folder / "dist" / code.replace("_", "-") / "a.pdf"


@pytest.mark.parametrize("code", PANGRAMS)
def test_letters_come_from_the_fonts_of_the_script(
    code: str, tmp_path: Path, reader: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = PANGRAMS[code]
    pdf = reader(build(tmp_path, code, f"# {sample}\n\n{sample}\n"))
    assert "warning" not in capsys.readouterr().err
    assert letters(sample) <= letters(text_of(pdf))
    found = {family(font) for font in fonts(pdf)}
    for wanted in FAMILIES.get(code, USUAL):
        assert any(name.startswith(wanted) for name in found), found


@pytest.mark.parametrize("code", LONG)
def test_words_are_divided_in_text_and_not_in_headings(
    code: str, tmp_path: Path, reader: Any
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "_marks.html").write_text(
        "article { max-width: 32mm } h1 { overflow-wrap: normal }", "utf-8"
    )
    words = LONG[code].split()
    pdf = reader(build(tmp_path, code, f"# {words[0]}\n\n" + f"{LONG[code]}. " * 4 + "\n"))
    lines = text_of(pdf).split("\n")
    divided = [line for line in lines if re.search(r"\w[-‐]$", line)]
    assert divided, "no word is divided"
    assert words[0] in lines, "the heading is"


@pytest.mark.parametrize(
    ("code", "wanted"), [("az", "İSTİ IŞIQ"), ("tr", "İSTİ IŞIQ"), ("en", "ISTI IŞIQ")]
)
def test_capitals_of_i_on_paper(code: str, wanted: str, tmp_path: Path, reader: Any) -> None:
    text = '# A\n\n<p style="text-transform: uppercase">isti ışıq</p>\n'
    assert wanted in text_of(reader(build(tmp_path, code, text)))


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("az", "“a ‘b’”"),
        ("ru", "«a „b“»"),
        ("fr", "«\u00a0a «\u00a0b\u00a0»\u00a0»"),
        ("ja", "「a 『b』」"),
    ],
)
def test_quotation_marks_on_paper(code: str, wanted: str, tmp_path: Path, reader: Any) -> None:
    pdf = reader(build(tmp_path, code, "# A\n\n<q>a <q>b</q></q>\n"))
    shown = re.sub(r"\s", "", text_of(pdf))
    assert re.sub(r"\s", "", wanted) in shown
