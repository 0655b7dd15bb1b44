/** One fact of an event, in words: `name`, `Payments → Billing`. */
export type Detail = { term: string; text: string };

type Change = { from: unknown; to: unknown };

const longest = 200;

/** "localStart" → "local start", "previous_secret" → "previous secret". */
function spaced(key: string): string {
  return key
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.map(inWords).join(", ");
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const isChange = (value: unknown): value is Change =>
  typeof value === "object" && value !== null && "from" in value && "to" in value;

/** What an event's data says, as a list a person can read. Ids are left out: they are in the row itself. */
export function detailsOf(data: Record<string, unknown>): Detail[] {
  return Object.entries(data).flatMap(([key, value]): Detail[] => {
    if (key === "changed" && typeof value === "object" && value !== null) {
      return Object.entries(value).map(([field, change]) => ({
        term: spaced(field),
        text: isChange(change) ? `${inWords(change.from)} → ${inWords(change.to)}` : inWords(change),
      }));
    }
    if (/Ids?$/.test(key)) return [];
    if (isChange(value)) return [{ term: spaced(key), text: `${inWords(value.from)} → ${inWords(value.to)}` }];
    return [{ term: spaced(key), text: inWords(value) }];
  });
}
