import type { Database } from "@/db/client";
import { createCalendar } from "@/lib/calendars/commands/calendar";
import { createCalendarInput } from "@/lib/calendars/input";
import { readText } from "@/lib/calendars/queries/reading";
import { addDaysInZone } from "@/lib/time/calendar";
import { type Cast, perform } from "./cast";
import { campaignDays, companyDays, germanHolidays } from "./example-calendars";
import { organisationZone } from "./example-plan";
import type { ExampleIds } from "./insert-plan";

/**
 * Public holidays that everybody sees on the schedule, days of the company on which Production is closed, and a subscription: what it
 * sent yesterday is here, and it is fetched again in a month.
 */
export async function insertCalendars(db: Database, now: Date, ids: ExampleIds, cast: Cast): Promise<void> {
  const daysAgo = (days: number) => addDaysInZone(now, -days, organisationZone);
  const calendars = [
    { text: germanHolidays(now), name: "Public holidays in Germany", addedAt: daysAgo(45) },
    {
      // An address that leads nowhere (RFC 2606), so nothing is fetched from anybody while the example is looked at.
      url: "https://calendars.northwind.example/marketing.ics",
      text: campaignDays(now),
      name: "Marketing campaigns",
      refreshMinutes: 43_200,
      addedAt: daysAgo(1),
    },
    {
      addedAt: daysAgo(45),
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
  for (const { addedAt, url, text, ...calendar } of calendars) {
    const { text: _, url: __, ...input } = createCalendarInput.parse({ ...calendar, text, zone: organisationZone });
    const reading = readText(text, organisationZone, now);
    if (!reading.ok) throw new Error(reading.refusal.message);
    const read = { ...reading.value, url: url === undefined ? null : new URL(url) };
    await perform(db, (tx) => createCalendar(tx, cast("manager"), input, read, addedAt));
  }
}
