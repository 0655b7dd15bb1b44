import ICAL from "ical.js";
import { type DepartureState, departureRemark } from "@/lib/domain/departure";
import type { Departure } from "@/lib/slots/queries/departures";

// ical.js folds after this many bytes and only then puts the space before the rest: one less keeps to the 75 of RFC 5545 3.1.
ICAL.foldLength = 74;

export type CalendarHead = { name: string; zone: string; link: string };

/**
 * The departures as a calendar (RFC 5545) that survives being fetched again: one UID per slot for ever, SEQUENCE from the slot,
 * times in UTC so that no zone table can shift them, cancelled and missed ones as CANCELLED so that programs take them off. It
 * holds nothing that changes with the moment of fetching; the same plan gives the same bytes.
 */
export function scheduleCalendar(head: CalendarHead, departures: readonly Departure[], now: Date): string {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("prodid", "-//Signalbox//Schedule//EN");
  calendar.addPropertyWithValue("calscale", "GREGORIAN");
  calendar.addPropertyWithValue("method", "PUBLISH");
  const name = plain(head.name);
  calendar.addPropertyWithValue("name", name);
  calendar.addPropertyWithValue("x-wr-calname", name);
  calendar.addPropertyWithValue("refresh-interval", ICAL.Duration.fromSeconds(900));
  calendar.addPropertyWithValue("x-published-ttl", "PT15M");
  for (const departure of departures) calendar.addSubcomponent(eventOf(departure, head, now));
  return `${calendar.toString()}\r\n`;
}

function eventOf(departure: Departure, head: CalendarHead, now: Date): ICAL.Component {
  const event = new ICAL.Component("vevent");
  const status = statusOf(departure);
  const what = departure.releases.map(({ service, version }) => `${service} ${version}`).join(", ") || "Slot";
  const title = `${what} → ${departure.environmentName}`;
  event.addPropertyWithValue("uid", `${departure.slotId}@signalbox`);
  event.addPropertyWithValue("sequence", departure.sequence);
  event.addPropertyWithValue("dtstamp", instant(departure.updatedAt));
  event.addPropertyWithValue("last-modified", instant(departure.updatedAt));
  event.addPropertyWithValue("dtstart", instant(departure.during.start));
  event.addPropertyWithValue("dtend", instant(departure.during.end));
  event.addPropertyWithValue("status", status);
  event.addPropertyWithValue("transp", "TRANSPARENT");
  event.addPropertyWithValue(
    "summary",
    plain(status === "CANCELLED" ? `${wordFor(departure.status)}: ${title}` : title),
  );
  event.addPropertyWithValue(
    "location",
    plain(`${departure.windowName ?? departure.environmentName}, lane ${departure.lane}`),
  );
  event.addPropertyWithValue("categories", plain(departure.team.name));
  event.addPropertyWithValue("description", plain(describe(departure, head, now)));
  event.addPropertyWithValue("url", head.link);
  return event;
}

function wordFor(status: DepartureState["status"]): string {
  return status === "missed" ? "Missed" : "Cancelled";
}

function statusOf({ status, wait }: DepartureState): "CONFIRMED" | "TENTATIVE" | "CANCELLED" {
  if (status === "cancelled" || status === "missed") return "CANCELLED";
  return status === "booked" && wait !== null ? "TENTATIVE" : "CONFIRMED";
}

function describe(departure: Departure, { zone, link }: CalendarHead, now: Date): string {
  // Only what stands by itself: "boarding" is true for a quarter of an hour and would be read tomorrow.
  const settled = departure.status === "booked" && departure.wait === null;
  const { word, detail } = settled ? { word: "Ready", detail: "" } : departureRemark(departure, now, zone);
  const lines = departure.releases.flatMap(({ service, version, summary, firstChange }) => {
    const text = summary || firstChange;
    return text ? [`${service} ${version}: ${text}`] : [];
  });
  return [`Team ${departure.team.name}`, [word, detail].filter(Boolean).join(": "), ...lines, link].join("\n");
}

/** A second is the finest a calendar knows; the rest is dropped, so that reading back gives the same. */
function instant(at: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(at, true);
}

/** Control characters are no TEXT (RFC 5545 3.3.11) and end lines in some programs; tab and newline pass, ical.js escapes them. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replace(/\r\n?|\u0085|\u2028|\u2029/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
}
