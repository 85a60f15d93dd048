"""A project that has one of everything that a page can show, in all its states."""

from __future__ import annotations

from pathlib import Path

from varaq import cli

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0"
    "000003010100c9fe92ef0000000049454e44ae426082"
)
TEXT = """---
title: Hər şey & <bir>
description: Səhifədə "nə" ola bilər
---

<!-- i18n:comment: a note for "translators" & others <b> -->
# Hər şey & \\<bir> yerdə

Giriş mətni, [keçid](#cədvəl), <https://example.org/?a=b&c=d>, [o biri](o%20biri.md) və
`kod <b>`, **qalın**, *maili*, ~~silinmiş~~, sətir\\
sonu, H<sub>2</sub>O.[^1]

## Siyahı

- bir
- iki

  ikinci abzas
  1. iç
  2. içdə

3. üç
4. dörd

- [ ] görüləcək iş
- [x] görülmüş iş

  izahı ilə

* geniş

* siyahı

## Cədvəl

| sol | orta | sağ |
|:----|:----:|----:|
| bir `a\\|b` | *iki* | 3 |
| dörd | | 6[^1] |

## Sitat və kod

> Sitat.
>
> - sitatda siyahı

> [!NOTE]
> Diqqət edin.

```python
print("salam")  # <şərh>
```

    girintili kod

***

### Şəkillər

![Bir nöqtə & "kölgə"](nöqtə.png "Şəklin adı")

[![Keçiddə şəkil](nöqtə.png)](https://example.org/)

#### Dərin başlıq

##### Daha dərin

###### Ən dərin

## Terminlər

Alıcı
: Satın alan adam.

Satıcı
Satan
: Satan adam.
: İkinci izah.

  Abzasla.

## Təkrar

## Təkrar {#öz-adı .sinif}

## [Keçidli](#təkrar) `başlıq`

Düstur $a<b$ və

$$
\\sum x
$$

<!-- i18n:skip -->
## Tərcümə olunmayan

<!-- i18n:skip -->
Bu da.

<!-- i18n:group-start -->
### Qrupda başlıq

Qrupda abzas.
<!-- i18n:group-end -->

## Öz HTML-i

<figure>
<img src="nöqtə.png" alt="Nöqtə" width="9" height="9">
<figcaption>Altyazı</figcaption>
</figure>

<picture>
<source srcset="nöqtə.png 2x, nöqtə.png">
<img src=nöqtə.png alt="Nöqtə">
</picture>

<p style="background: url('nöqtə.png')">Fonda nöqtə</p>

<!-- i18n:translate -->
<details>
<summary>Daha çox</summary>
<p>Gizli <em>mətn</em>.</p>
</details>

Mətndə <kbd>Ctrl</kbd>+<kbd>C</kbd>, <abbr title="Açılışı">AÇ</abbr>,
<span lang="en">English</span>.

[^1]: Qeydin mətni, `kod` ilə.
[^uzun]: Uzun qeyd.

    İkinci abzası.

Sonda bir də.[^uzun]
"""
CATALOG = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {code}\\n"
"Last-Translator: Jane \\"J\\" Doe & Co <jane@example.org>\\n"
"PO-Revision-Date: 2026-11-24 16:30+0400\\n"

msgid "Hər şey & <bir>"
msgstr "{done} & <1>"

msgid "Hər şey & \\\\<bir> yerdə"
msgstr "{done} & \\\\<1>"

# a translator's comment, <i> & "so"
msgid "Siyahı"
msgstr "{done}: 1"

#, fuzzy
#| msgid "Köhnə *cədvəl*"
msgid "Cədvəl"
msgstr "{done}: **2**"

#, fuzzy
#| msgid "birincisi"
msgid "bir"
msgstr "{done}, 3"

#, fuzzy
msgid "geniş"
msgstr "<script>{done}</script>"

msgid "iki"
msgstr "<script>{done}</script>"

msgid "Sitat."
msgstr "{done}. 4"

#, fuzzy
#| msgid "sol tərəf"
msgid "sol"
msgstr "{done}, 5"

msgid "*iki*"
msgstr "*{done}*"

msgid "Alıcı"
msgstr "{done}, 6"

msgid "İkinci izah."
msgstr "{done}, 7."

msgid "Qeydin mətni, `kod` ilə."
msgstr "{done}, `kod`."

msgid "Daha çox"
msgstr "{done} …"
"""
FILES: dict[str, str | bytes] = {
    "varaq.toml": 'title = "Vərəqlər & <s>"\nsite_url = "https://example.org/h"\n',
    "content/hər şey/bir.md": TEXT,
    "content/hər şey/o biri.md": TEXT.replace(
        "---\ntitle", "---\nfallback: [outdated, tr, source]\ntitle", 1
    ),
    "content/hər şey/nöqtə.png": PIXEL,
    "content/başlıqsız.md": "---\nfallback: [nothing]\n---\n\nBaşlığı olmayan mətn.\n\n- bənd\n",
    "content/alçaq.md": "## İkinci dərəcədən\n\n### Üçüncüyə\n\nMətn.\n\n# Sonra birinci\n",
    "content/adi.txt": "Adi mətn & <b>\n\nİkinci abzas.\n",
    "content/boş.md": "",
    "content/lüğət.md": "---\nglossary: true\n---\n\n# Lüğət\n\nAlıcı (client)\n: Satın alan.\n\n"
    "Bazar\n: Yer.\n",
}
CODES = {"tr": "Tamam", "ar": "جاهز", "zh_Hans": "完成", "fa": "آماده"}


def made(folder: Path) -> Path:
    """Build all of this project under a folder, each kind of each document; returns dist/."""
    files = dict(FILES)
    for code, done in CODES.items():
        for domain in ("hər şey.bir", "hər şey.o biri"):
            if (code, domain) != ("tr", "hər şey.bir"):
                files[f"locale/{code}/LC_MESSAGES/{domain}.po"] = CATALOG.format(
                    code=code, done=done
                )
        for domain in ("başlıqsız", "alçaq"):
            files[f"locale/{code}/LC_MESSAGES/{domain}.po"] = (
                'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
                f'"Language: {code}\\n"\n\n'
                f'msgid "bənd"\nmsgstr "{done}"\n\nmsgid "Mətn."\nmsgstr "{done}."\n'
            )
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    kinds = ("-k", "handout", "-k", "slides", "-k", "bilingual")
    languages = ("en_XA", "ar_XB", "az", *CODES)
    every = [part for code in languages for part in ("-l", code)]
    # the index is made by a build of all; a translation that can't be used is reported
    assert cli.run(["-C", str(folder), "build"]) == 0
    assert cli.run(["-C", str(folder), "build", *kinds, *every]) == 0
    return folder / "dist"
