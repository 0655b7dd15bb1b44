import { formatInstant, formatRange } from "@/lib/time/format";
import { parseInstant } from "@/lib/time/instant";

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

function inWords(value: unknown, zone: string): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.map((item) => inWords(item, zone)).join(", ");
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  const instant = parseInstant(text);
  if (instant) return formatInstant(instant, zone, "full");
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const isChange = (value: unknown): value is Change =>
  typeof value === "object" && value !== null && "from" in value && "to" in value;

const changeInWords = ({ from, to }: Change, zone: string) => `${inWords(from, zone)} → ${inWords(to, zone)}`;

/** A slot's `start` and `end` are one fact. */
function timeOf({ start, end }: Record<string, unknown>, zone: string): string | undefined {
  const range = { start: parseInstant(String(start)), end: parseInstant(String(end)) };
  return range.start && range.end && formatRange({ start: range.start, end: range.end }, zone);
}

/**
 * What an event's data says, as a list a person can read, times in their zone. Ids are left out: they are in the row itself; so
 * is what says nothing.
 */
export function detailsOf(data: Record<string, unknown>, zone: string): Detail[] {
  const time = timeOf(data, zone);
  const facts = Object.entries(data).flatMap(([key, value]): Detail[] => {
    if (key === "changed" && typeof value === "object" && value !== null) {
      return Object.entries(value).map(([field, change]) => ({
        term: spaced(field),
        text: isChange(change) ? changeInWords(change, zone) : inWords(change, zone),
      }));
    }
    const isTold = /Ids?$/.test(key) || (time !== undefined && (key === "start" || key === "end"));
    if (isTold || value === null || value === "") return [];
    return [{ term: spaced(key), text: isChange(value) ? changeInWords(value, zone) : inWords(value, zone) }];
  });
  return time === undefined ? facts : [{ term: "time", text: time }, ...facts];
}
