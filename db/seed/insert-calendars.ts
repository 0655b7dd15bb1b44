import type { Database } from "@/db/client";
import { createCalendar } from "@/lib/calendars/commands/calendar";
import { createCalendarInput } from "@/lib/calendars/input";
import { readText } from "@/lib/calendars/queries/reading";
import { addDaysInZone } from "@/lib/time/calendar";
import { type Cast, perform } from "./cast";
import { companyDays, germanHolidays } from "./example-calendars";
import { organisationZone } from "./example-plan";
import type { ExampleIds } from "./insert-plan";

/** Public holidays that everybody sees on the schedule, and days of the company on which Production is closed. */
export async function insertCalendars(db: Database, now: Date, ids: ExampleIds, cast: Cast): Promise<void> {
  const addedAt = addDaysInZone(now, -45, organisationZone);
  const calendars = [
    { text: germanHolidays(now), name: "Public holidays in Germany" },
    {
      text: companyDays(now),
      name: "Company days",
      use: "freeze",
      freeze: {
        grade: "hotfix_only",
        reason: "Nobody is at their desk: only what cannot wait leaves.",
        environmentIds: [ids.environment("Production")],
      },
    },
  ];
  for (const calendar of calendars) {
    const { text, url: _, ...input } = createCalendarInput.parse({ ...calendar, zone: organisationZone });
    const reading = readText(text ?? "", organisationZone, now);
    if (!reading.ok) throw new Error(reading.refusal.message);
    await perform(db, (tx) => createCalendar(tx, cast("manager"), input, reading.value, addedAt));
  }
}
