// the language that somebody goes to is theirs from now on: the site's first page leads to it
for (const link of document.querySelectorAll(".languages a[hreflang]")) {
  link.addEventListener("click", () => {
    try {
      localStorage.setItem("varaq-language", link.hreflang);
    } catch {
      // a browser may keep nothing; then there is nothing to remember
    }
  });
}
