const dayMs = 86_400_000;

const msOf = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** A calendar month, `2026-11`, moved by so many months. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return dateOf(Date.UTC(year, number - 1 + months, 1)).slice(0, 7);
}

/** A day, `2026-11-24`, moved by so many days. */
export const dayAfter = (date: string, days: number) => dateOf(msOf(date) + days * dayMs);

/** The weeks of a month from Monday to Sunday, with the days of its neighbours that fill them. */
export function weeksOfMonth(month: string): string[][] {
  const first = msOf(`${month}-01`);
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * dayMs;
  const end = msOf(`${monthAfter(month, 1)}-01`);
  const weeks: string[][] = [];
  for (let start = monday; start < end; start += 7 * dayMs) {
    weeks.push(Array.from({ length: 7 }, (_, day) => dateOf(start + day * dayMs)));
  }
  return weeks;
}

/** Where a key leads from a day, as the calendar grid of the ARIA practices has it; `undefined`: it leads nowhere. */
export function dayAfterKey(key: string, day: string): string | undefined {
  const sinceMonday = (new Date(msOf(day)).getUTCDay() + 6) % 7;
  const inMonth = (months: number) => {
    const month = monthAfter(day.slice(0, 7), months);
    const last = dayAfter(`${monthAfter(month, 1)}-01`, -1);
    const same = `${month}-${day.slice(8)}`;
    return same > last ? last : same;
  };
  switch (key) {
    case "ArrowLeft":
      return dayAfter(day, -1);
    case "ArrowRight":
      return dayAfter(day, 1);
    case "ArrowUp":
      return dayAfter(day, -7);
    case "ArrowDown":
      return dayAfter(day, 7);
    case "Home":
      return dayAfter(day, -sinceMonday);
    case "End":
      return dayAfter(day, 6 - sinceMonday);
    case "PageUp":
      return inMonth(-1);
    case "PageDown":
      return inMonth(1);
    default:
      return undefined;
  }
}
