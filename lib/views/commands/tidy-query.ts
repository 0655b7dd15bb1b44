/** What an address says besides how to look: which slot stands open, for which release a place is looked for. */
const passing = ["slot", "release"];

/** The query of an address as it is kept: how to look, and nothing that is about the moment. */
export function tidyQuery(query: string): string {
  const parts = new URLSearchParams(query);
  for (const name of passing) parts.delete(name);
  return parts.toString();
}
