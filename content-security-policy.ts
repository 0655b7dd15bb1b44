const inDevelopment = process.env.NODE_ENV === "development";

/**
 * What a page may load. Scripts: those that carry the answer's nonce and what they load; without a nonce, none. Styles may be
 * inline, since React writes style attributes. Text is never run as code, except by React's error overlay in development.
 */
export function contentSecurityPolicy(nonce?: string): string {
  const scripts = nonce === undefined ? "'none'" : `'self' 'nonce-${nonce}' 'strict-dynamic'`;
  return [
    "default-src 'self'",
    `script-src ${scripts}${inDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${inDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
