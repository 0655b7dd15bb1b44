import { type CalendarFault, type ContentLine, contentLines } from "./calendar-lines";

/** The properties of one event, by name, in the order of the file. */
export type EventLines = { line: number; properties: Map<string, ContentLine[]> };

export type CalendarParts = {
  /** What the calendar calls itself. */
  name: string | null;
  events: EventLines[];
  /** The place that a zone of the file says it stands for, by its TZID. */
  zonePlaces: Map<string, string>;
};

/** What an event is read for; the rest (descriptions, attendees, pictures) is not looked at. */
const read = new Set([
  ...["UID", "SUMMARY", "STATUS", "SEQUENCE", "DTSTART", "DTEND", "DURATION"],
  ...["RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"],
]);
const mostEvents = 20_000;
const mostLevels = 10;

const short = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

/**
 * Takes a calendar apart into its events. Bounded by the length of the text. Refuses what is no calendar, what is not closed where it
 * was opened, and lines that say nothing, each with its line.
 */
export function takeApart(text: string): { ok: true; value: CalendarParts } | { ok: false; faults: CalendarFault[] } {
  const parts: CalendarParts = { name: null, events: [], zonePlaces: new Map() };
  const open: { name: string; line: number }[] = [];
  let event: EventLines | undefined;
  let zoneId: string | undefined;
  let calendars = 0;
  let last = 1;
  const fail = (line: number, reason: string) => ({ ok: false as const, faults: [{ line, reason }] });
  for (const content of contentLines(text)) {
    const { line, name } = content;
    last = line;
    const value = content.text.slice(name.length + 1);
    if (open.length === 0 && !(name === "BEGIN" && value.trim().toUpperCase() === "VCALENDAR")) {
      const isPage = /^\s*<(?:!doctype|html)/i.test(content.text);
      return fail(
        line,
        isPage
          ? "This is a web page and no calendar. The address of a calendar often ends in .ics."
          : `A calendar begins with BEGIN:VCALENDAR, not with ${short(content.text)}.`,
      );
    }
    if (name === "") return fail(line, `${short(content.text)} is no line of a calendar: those are NAME:VALUE.`);
    if (content.text.includes("\u0000")) return fail(line, "It holds the NUL character.");
    const component = value.trim().toUpperCase();
    const around = open.at(-1)?.name;
    if (name === "BEGIN") {
      if (open.length >= mostLevels) return fail(line, "It is nested too deeply.");
      open.push({ name: component, line });
      if (component === "VCALENDAR") calendars++;
      if (component === "VEVENT" && around === "VEVENT") return fail(line, "An event begins inside another one.");
      if (component === "VEVENT") event = { line, properties: new Map() };
      if (component === "VTIMEZONE") zoneId = undefined;
    } else if (name === "END") {
      const opened = open.pop();
      if (opened?.name !== component)
        return fail(
          line,
          `END:${component.slice(0, 40)} closes what begins in line ${opened?.line ?? line} as ${opened?.name ?? "nothing"}.`,
        );
      if (component === "VEVENT" && event !== undefined) {
        parts.events.push(event);
        event = undefined;
        if (parts.events.length > mostEvents) return fail(line, `It holds more than ${mostEvents} events.`);
      }
    } else if (around === "VEVENT" && event !== undefined && read.has(name)) {
      event.properties.set(name, [...(event.properties.get(name) ?? []), content]);
    } else if (around === "VTIMEZONE" && name === "TZID") {
      zoneId = value.trim();
    } else if (around === "VTIMEZONE" && name === "X-LIC-LOCATION" && zoneId !== undefined) {
      parts.zonePlaces.set(zoneId, value.trim());
    } else if (around === "VCALENDAR" && name === "X-WR-CALNAME") {
      parts.name ??=
        value
          .replaceAll(/\\([,;\\])/g, "$1")
          .trim()
          .slice(0, 120) || null;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined)
    return fail(
      last,
      `The file ends before ${unclosed.name.slice(0, 40)}, which begins in line ${unclosed.line}, is closed.`,
    );
  if (calendars === 0) return fail(1, "The file is empty: there is no calendar in it.");
  return { ok: true, value: parts };
}
