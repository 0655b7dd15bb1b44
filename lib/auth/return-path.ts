/** Where to go when nothing better is known. */
export const startPath = "/schedule";

/**
 * The place inside this site to return to after signing in. Anything that could lead elsewhere gives the start page: other
 * origins, `//host`, backslashes (which browsers read as slashes), control characters (which they leave out).
 */
export function safeReturnPath(wanted: unknown): string {
  if (typeof wanted !== "string" || wanted.length > 2_000) return startPath;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  if (!/^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(wanted)) return startPath;
  const base = "http://inside.invalid";
  if (!URL.canParse(wanted, base)) return startPath;
  const url = new URL(wanted, base);
  if (url.origin !== base || /^\/(api|sign-in|set-up|join|new-password)(\/|$)/.test(url.pathname)) return startPath;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The address of the sign-in page that leads back to `path`. */
export function signInPath(path: string | undefined): string {
  const target = safeReturnPath(path);
  return target === startPath ? "/sign-in" : `/sign-in?return=${encodeURIComponent(target)}`;
}
