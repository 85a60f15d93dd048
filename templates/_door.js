// leads to the index in the visitor's language: the one that they chose here before, else the
// first of those that the browser asks for; whoever comes back for the list (#languages) gets it
{
  const links = [...document.querySelectorAll("#languages a[hreflang]")];

  // a tag as [language, script, region], with what is likely where it says nothing
  const parts = (tag) => {
    let found = tag.split("-");
    try {
      const likely = new Intl.Locale(tag).maximize();
      found = [likely.language, likely.script, likely.region];
    } catch {
      // no tag, or an older browser: the language has to do
    }
    const [language, script, region] = found;
    return [{ nb: "no", nn: "no" }[language] ?? language.toLowerCase(), script, region];
  };

  // how well a link's language serves somebody who asked for another; 0: not at all
  const fit = (wanted, link) => {
    if (wanted.toLowerCase() === link.hreflang.toLowerCase()) return 9;
    const [asked, there] = [parts(wanted), parts(link.hreflang)];
    if (asked[0] !== there[0]) return 0;
    const general = link.hreflang.includes("-") ? 0 : 1;
    return 2 + (asked[1] === there[1] ? 4 : 0) + (asked[2] === there[2] ? 2 : 0) + general;
  };

  const nearest = (wanted) => {
    let best = null;
    let score = 0;
    for (const link of links) {
      const own = fit(wanted, link);
      if (own > score) [best, score] = [link, own];
    }
    return best;
  };

  const visitors = () => {
    const wanted = [...(navigator.languages ?? [navigator.language ?? ""])];
    try {
      wanted.unshift(localStorage.getItem("varaq-language") ?? "");
    } catch {
      // nothing was kept
    }
    for (const tag of wanted.filter(Boolean)) {
      const found = nearest(tag);
      if (found) return found;
    }
    return links.length === 1 ? links[0] : null;
  };

  if (location.hash !== "#languages") {
    const found = visitors();
    if (found) location.replace(found.href);
  }
}
