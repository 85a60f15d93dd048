"""QR codes: an address as a picture that telephones read (ISO/IEC 18004)."""

from __future__ import annotations

from varaq.errors import Problem, VaraqError


def svg(address: str) -> str:
    """An address as an SVG element of black squares, without a size: a style gives that.

    Up to 15 % of it may be worn off (level M). It holds no words; say beside it what it is.
    Raises `VaraqError` where segno is missing, or where the address is longer than a code holds.

    >>> svg("https://example.org/tr/a.html")[:45]
    '<svg viewBox="0 0 25 25" class="qr"><path tra'
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
    return code.svg_inline(border=0, omitsize=True, lineclass=None, svgclass="qr")
