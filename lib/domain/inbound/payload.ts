/*
 * Reading what strangers send. Nothing here throws: what is missing or of another kind is `undefined`, what is too long is cut, what
 * Postgres cannot store (NUL, lone surrogates) is taken out.
 */

/** The value at a dotted path. */
export function valueAt(json: unknown, path: string): unknown {
  let value = json;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Text at the path, in one piece: trimmed, cut, and `undefined` when nothing is left. Numbers count as their digits. */
export function textAt(json: unknown, path: string, max = 200): string | undefined {
  return plainText(valueAt(json, path), max);
}

export function plainText(value: unknown, max = 200): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  // Cut before and after: the whole of a megabyte must not be worked over, and a cut may split a surrogate pair.
  const text = String(value)
    .slice(0, max + 200)
    .replaceAll("\u0000", "")
    .trim()
    .slice(0, max)
    .toWellFormed();
  return text === "" ? undefined : text;
}

/** The first line of a text: the title of a commit. */
export function firstLineAt(json: unknown, path: string, max = 200): string | undefined {
  return plainText(textAt(json, path, 2_000)?.split(/\r?\n/)[0], max);
}

export function listAt(json: unknown, path: string, max: number): unknown[] {
  const value = valueAt(json, path);
  return Array.isArray(value) ? value.slice(0, max) : [];
}

/** An `http` or `https` address that can be linked to. */
export function urlAt(json: unknown, path: string): string | undefined {
  const text = textAt(json, path, 2_000);
  if (text === undefined || text.length >= 2_000 || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === "https:" || protocol === "http:" ? href : undefined;
}

/** A commit id; the zeros with which Git says "none" are none. */
export function commitAt(json: unknown, path: string): string | undefined {
  const text = textAt(json, path, 64)?.toLowerCase();
  return text !== undefined && /^[0-9a-f]{7,64}$/.test(text) && !/^0+$/.test(text) ? text : undefined;
}

export function digestAt(json: unknown, path: string): string | undefined {
  return digestOf(textAt(json, path, 200));
}

/** An artifact digest in our form, wherever it stands in the text: `sha256:…`, also as a package URL escapes it. */
export function digestOf(text: string | undefined): string | undefined {
  const [, hex] = /sha256(?::|%3A)([0-9a-f]{64})(?![0-9a-f])/i.exec(text ?? "") ?? [];
  return hex === undefined ? undefined : `sha256:${hex.toLowerCase()}`;
}

export function emailAt(json: unknown, path: string): string | undefined {
  const text = textAt(json, path, 254);
  // GitLab writes "[REDACTED]" for people who keep theirs to themselves.
  return text !== undefined && /^[^\s@[\]]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : undefined;
}

/** "2021-04-28 21:50:00 +0200" and "2020-11-02 12:55:12 UTC", which GitLab writes, beside ISO 8601 and seconds since 1970. */
export function instantAt(json: unknown, path: string): Date | undefined {
  const value = valueAt(json, path);
  if (typeof value === "number") return inReason(new Date(value * 1000));
  const text = plainText(value, 40);
  if (text === undefined || !/^\d{4}-\d\d-\d\d/.test(text)) return undefined;
  const iso = text
    .replace(/ UTC$/, "Z")
    .replace(/^(\S+) (\d\d:)/, "$1T$2")
    .replace(/ ?([+-]\d\d):?(\d\d)$/, "$1:$2");
  // A time without a zone means a different moment to each reader: it is none.
  return /(Z|[+-]\d\d:\d\d)$/.test(iso) ? inReason(new Date(iso)) : undefined;
}

function inReason(at: Date): Date | undefined {
  const year = Number.isNaN(at.getTime()) ? 0 : at.getUTCFullYear();
  return year >= 1970 && year < 2200 ? at : undefined;
}
