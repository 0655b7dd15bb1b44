import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { checkCalendarAddress, fetchCalendar } from "@/lib/feeds/fetch-calendar";
import { type CalendarEvent, type CalendarFault, maxCalendarBytes, readCalendar } from "@/lib/feeds/read-calendar";
import { systemNow } from "@/lib/time/clock";

/** What was read of a calendar, before anything of it is kept. */
export type Reading = {
  /** What the calendar calls itself. */
  ownName: string | null;
  events: CalendarEvent[];
  notes: string[];
  etag: string | null;
  /** Where it came from; null: a file. */
  url: URL | null;
};

/** Of working a calendar out: ten times what the largest honest one takes on an idle machine. */
const mostMillis = 8_000;

/**
 * Reads a calendar's text, or fetches its address and reads what is there. Refuses an address that must not be called
 * (`target_address_forbidden`), one that does not answer as it should (`calendar_unreachable`), and what is no calendar or has a fault in
 * it, with each line and reason (`calendar_unreadable`).
 */
export async function readSource(
  source: { text?: string; url?: string },
  zone: string,
  now: Date,
): Promise<Result<Reading>> {
  if (source.url === undefined) return readText(source.text ?? "", zone, now);
  const address = await checkCalendarAddress(source.url);
  if (!address.ok) return address;
  const fetched = await fetchCalendar(address.value.href, null);
  if (fetched.kind !== "fetched") {
    const reason = fetched.kind === "failed" ? fetched.reason : "The server sent nothing.";
    return refuse("calendar_unreachable", `The calendar could not be fetched. ${reason}`, { field: "url" });
  }
  const read = readText(fetched.text, zone, now, "url");
  return read.ok ? accept({ ...read.value, etag: fetched.etag, url: address.value }) : read;
}

/** The same of a text that is there already. `field`: which one to blame. */
export function readText(text: string, zone: string, now: Date, field = "text"): Result<Reading> {
  if (Buffer.byteLength(text) > maxCalendarBytes)
    return refuse(
      "too_large",
      `A calendar may have ${maxCalendarBytes / 1024 / 1024} MB. Export a shorter time, or fewer calendars.`,
      { field },
    );
  const until = systemNow().getTime() + mostMillis;
  const read = readCalendar(text, { zone, now, isLate: () => systemNow().getTime() > until });
  if (!read.ok) return refuseFaults(read.faults, field);
  return accept({ ownName: read.name, events: read.events, notes: read.notes, etag: null, url: null });
}

function refuseFaults(faults: readonly CalendarFault[], field: string) {
  const [first] = faults;
  const more = faults.length > 1 ? ` ${faults.length - 1} more like this.` : "";
  return refuse(
    "calendar_unreadable",
    `The calendar cannot be read. Line ${first?.line ?? 1}: ${first?.reason ?? ""}${more}`,
    {
      field,
      rules: faults.map(({ line, reason }) => ({ kind: "time" as const, name: `Line ${line}`, reason })),
    },
  );
}
