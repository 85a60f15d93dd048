"""Alphabets: the letters of scripts in CLDR's root order, and how languages differ from it.

Both are those of CLDR 48 (common/uca and common/collation); a test compares them with ICU.
"""

from __future__ import annotations

PUNCTUATION = (
    " _-–—,،、;؛:!?؟.…。·'‘’‚‹›\"“”„«»()[]{}「」§¶@*/\\&#%‰†‡•`´^¨°©®→+±÷×<=>¬|~−¤$£¥€₺₼₽№"
)
"""Punctuation marks and symbols, which come before digits."""
MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304"
"""Accents; others come behind these."""
SCRIPTS = {
    "Latn": "a b c d<<đ<<ð e ə f g h<<ħ ʻ i ı j k l<<ł m n ŋ o<<ø p q r s t u v w x y z þ ʼ",
    "Grek": "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω",
    "Cyrl": (
        "а ә б в г<<ґ ғ д ђ е є ж з ѕ и і й ј к қ л љ м н ң њ о ө п р с т ћ у ү ұ ф х һ ц ч џ ш щ "
        "ъ ы ь э ю я"
    ),
    "Geor": "ა ბ გ დ ე ვ ზ ჱ თ ი კ ლ მ ნ ჲ ო პ ჟ რ ს ტ ჳ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჴ ჯ ჰ ჵ ჶ",
    "Armn": "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ",
    "Hebr": "א ב ג ד ה ו ז ח ט י כ<<ך ל מ<<ם נ<<ן ס ע פ<<ף צ<<ץ ק ר ש ת",
    "Arab": (
        "ء آ أ ٱ ؤ إ ئ ا ب پ ة ت ث ټ ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ڤ ق ك ک ڭ گ ل م ن ه "
        "و ى ي ی"
    ),
}
"""Letters of each script, in order; what stands behind ``<<`` differs only by its second level."""
ORDERS = {
    "Arab": "ar ckb fa ps sd ug ur",
    "Armn": "hy",
    "Cyrl": "be bg kk ky mk mn ru sr tg uk",
    "Geor": "ka",
    "Grek": "el",
    "Hang Hani": "ko",
    "Hani": "zh zh_Hant",
    "Hebr": "he yi",
    "Latn Cyrl": "az hr",
    "Latn Kana Hani": "ja",
}
"""Which scripts come first, of which languages; the first is the language's own."""
ORDERED_AS = {
    "bs": "hr",
    "bs_Cyrl": "sr",
    "fo": "nb",
    "nn": "nb",
    "no": "nb",
    "sr_Latn": "hr",
    "zh_Hant": "zh_Hant",
}
"""What languages are sorted as, or one of their scripts, where that is not the language itself."""
CAPITALS_FIRST = frozenset({"da", "mt"})
"""Languages in which capitals go before small letters."""
EXPANSIONS = {
    "": {"æ": "ae", "œ": "oe", "ß": "ss", "ĳ": "ij", "և": "եւ"},
    "ar": {"آ": "ءا"},
}
"""Letters that sort as two: in all languages whose alphabet has them not, or in one."""
TAILORINGS = {
    "ar": "ء<<أ<<ؤ<<إ<<ئ<<ا ة<<ت ی<<ى<<ي",
    "az": "c<ç e<ə g<ğ h<x<ı<i k<q o<ö s<ş u<ü z<w",
    "be": "е<ё у<ў",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": "d<<đ<<ð y<<ü<<ű z<æ<<ä<ø<<ö<<ő<å<<aa",
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fa": "ء<آ<ا<<ٱ<ء<<أ<<إ<<ؤ<<ئ ک<<ك<<ڭ و<ه<<ة ی<<ى<<ي",
    "fi": "y<<ü z<å<ä<<æ<ö<<ø",
    "fil": "n<ñ<ng",
    "gl": "n<ñ",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö<<ő s<sz t<ty u<ü<<ű z<zs",
    "is": "a<á d<ð ə<é ı<í o<ó u<ú y<ý þ<æ<<ä<ö<<ø<å",
    "kk": "е<ё ұ<ү ы<і<<ї",
    "ky": "е<ё",
    "lt": "c<č i<<y s<š z<ž",
    "lv": "a<ā c<č e<ē g<ģ i<y<ī k<ķ l<ļ n<ņ o<ō r<ŗ s<š u<ū z<ž",
    "mk": "д<ђ<ѓ и<<й т<ћ<ќ",
    "mt": "b<ċ f<ġ g<għ h<ħ y<ż",
    "nb": "d<<đ<<ð y<<ü<<ű z<æ<<ä<<ę<ø<<ö<<ő<<œ<å<<aa",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș<<ş t<ț<<ţ",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh ə<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sr": "и<<й",
    "sv": "d<<đ<<ð y<<ü<<ű z<å<ä<<æ<<ę<ö<<ø<<ő<<œ",
    "tk": "c<ç e<ä j<ž n<ň o<ö s<ş u<ü y<ý",
    "tr": "c<ç g<ğ h<ı<i o<ö s<ş u<ü",
    "uk": "г<ґ і<ї",
    "ur": (
        "ا<<أ<آ<ب<بھ<پ<پھ<ت<تھ<ٹ<ٹھ<ث<ج<جھ<چ<چھ<ح<خ<د<دھ<ڈ<ڈھ<ذ<ر<رھ<ڑ<ڑھ<ز<ژ<س<ش<ص<ض<ط<ظ<ع<غ<ف<ق"
        "<ک<کھ<گ<گھ<ل<لھ<م<مھ<ن<نھ<ں<ںھ<و<<ؤ<وھ<ہ<<ۂ<ھ<ۃ<ء<ی<<ئ<یھ<ے<<ۓ"
    ),
    "uz": "z<oʻ<gʻ<sh<ch",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
"""Where letters have another place: ``c<ç`` puts ç right behind c, ``ä<<æ`` beside ä."""
