// What stands behind # in the address: nothing for the overview, or #/LOCALE/DOCUMENT[/UNIT].

const KEY = /^[0-9a-f]{16}$/;

// Where a document, or a unit of it, is on the desk.
export function address(locale, document, key) {
  const parts = [locale, ...document.split("/"), key].filter(Boolean);
  const end = !key && KEY.test(parts.at(-1)) ? "/" : ""; // else the document's name would seem to end before
  return `#/${parts.map(encodeURIComponent).join("/")}${end}`;
}

// What an address means, as {locale, name, key}, each null where it says nothing of it; null for
// what is no address of the desk's.
export function parsed(hash) {
  if (!/^#?$|^#\//.test(hash)) return null;
  const parts = decoded(hash.slice(2).split("/").filter(Boolean));
  if (parts === null) return null;
  const key = parts.length > 2 && !hash.endsWith("/") && KEY.test(parts.at(-1)) ? parts.pop() : null;
  const [locale = null, ...rest] = parts;
  return { locale, name: rest.join("/") || null, key };
}

function decoded(parts) {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return null; // a % that begins nothing
  }
}
