"""QR codes: an address as a picture that telephones read (ISO/IEC 18004)."""

from __future__ import annotations

from varaq.errors import Problem, VaraqError


def picture(address: str) -> str:
    """An address as a ``data:`` address of an SVG picture, of black squares without a border.

    Up to 15 % of it may be worn off (level M).
    Raises `VaraqError` where segno is missing, or where the address is longer than a code holds.

    >>> picture("https://example.org/tr/a.html")[:36]
    'data:image/svg+xml;charset=utf-8,%3C'
    """
    try:
        import segno
    except ModuleNotFoundError:
        remedy = "install it: pip install 'varaq[pdf]'"
        raise VaraqError(Problem("no-pdf", "QR codes need segno", remedy)) from None
    try:
        code = segno.make_qr(address, error="m", boost_error=False)
    except segno.DataOverflowError:
        what = f"{len(address)} characters are too many for a QR code"
        raise VaraqError(Problem("site-url", what, "give a shorter site_url")) from None
    return code.svg_data_uri(border=0, omitsize=True, lineclass=None, svgclass=None)
