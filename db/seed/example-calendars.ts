import { addDaysInZone, localDate, weekOf } from "@/lib/time/calendar";
import { organisationZone } from "./example-plan";

const dayMs = 86_400_000;
const compact = (ms: number) => new Date(ms).toISOString().slice(0, 10).replaceAll("-", "");

type Day = { uid: string; title: string; day: string; repeats?: string };

const written = (name: string, days: readonly Day[]) =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Northwind//Example//EN",
    `X-WR-CALNAME:${name}`,
    ...days.flatMap(({ uid, title, day, repeats }) => [
      "BEGIN:VEVENT",
      `UID:${uid}@northwind.example`,
      `SUMMARY:${title}`,
      `DTSTART;VALUE=DATE:${day}`,
      ...(repeats === undefined ? [] : [`RRULE:${repeats}`]),
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
    "",
  ].join("\r\n");

/** Easter Sunday of the Gregorian calendar, as its midnight in UTC (the computus of Meeus, Jones and Butcher). */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1);
}

const fixed = [
  { title: "New Year's Day", date: "0101" },
  { title: "Labour Day", date: "0501" },
  { title: "German Unity Day", date: "1003" },
  { title: "Christmas Day", date: "1225" },
  { title: "Second Day of Christmas", date: "1226" },
];
const movable = [
  { title: "Good Friday", daysFromEaster: -2 },
  { title: "Easter Monday", daysFromEaster: 1 },
  { title: "Ascension Day", daysFromEaster: 39 },
  { title: "Whit Monday", daysFromEaster: 50 },
];

/** The public holidays of all of Germany, as a program would export them. */
export function germanHolidays(now: Date): string {
  const year = now.getUTCFullYear();
  const yearly = fixed.map(({ title, date }) => ({
    uid: `holiday-${date}`,
    title,
    day: `${year - 1}${date}`,
    repeats: "FREQ=YEARLY",
  }));
  const moving = [year - 1, year, year + 1, year + 2].flatMap((each) =>
    movable.map(({ title, daysFromEaster }) => ({
      uid: `holiday-${each}-${daysFromEaster}`,
      title,
      day: compact(easter(each) + daysFromEaster * dayMs),
    })),
  );
  return written("Public holidays in Germany", [...yearly, ...moving]);
}

/** What Northwind itself closes for. Far enough ahead that nobody has booked there. */
export function companyDays(now: Date): string {
  const inDays = (days: number) =>
    localDate(addDaysInZone(now, days, organisationZone), organisationZone).replaceAll("-", "");
  return written("Northwind company days", [
    { uid: "stocktaking", title: "Stocktaking", day: inDays(68), repeats: "FREQ=YEARLY" },
    { uid: "company-day", title: "Company day: everybody is away", day: inDays(110) },
    { uid: "audit", title: "Auditors in the house", day: inDays(151) },
  ]);
}

/** What marketing has planned, on Fridays: some weeks back, and further ahead than anybody has booked. */
export function campaignDays(now: Date): string {
  const fridayIn = (weeks: number) =>
    localDate(addDaysInZone(weekOf(now, organisationZone).start, 7 * weeks + 4, organisationZone), organisationZone);
  const days = [
    { uid: "campaign-gardens", title: "Garden weeks begin", weeks: -5 },
    { uid: "campaign-members", title: "Members' evening", weeks: 9 },
    { uid: "campaign-travel", title: "Travel fair", weeks: 14 },
    { uid: "campaign-birthday", title: "Northwind's birthday sale", weeks: 21 },
  ];
  return written(
    "Marketing campaigns",
    days.map(({ uid, title, weeks }) => ({ uid, title, day: fridayIn(weeks).replaceAll("-", "") })),
  );
}
