import { formatDay, formatDuration } from "@/lib/time/format";

const hourMs = 3_600_000;

/** "3 d 4 h", "40 min"; a dash where there is nothing. */
export function hoursInWords(hours: number | null): string {
  return hours === null ? "–" : formatDuration(Math.max(60_000, hours * hourMs));
}

export function shareInWords(share: number | null): string {
  return share === null ? "–" : `${Math.round(share * 100)} %`;
}

/** "3.5", "12": as many digits as one reads at a glance. */
export function amountInWords(amount: number): string {
  return amount >= 10 ? String(Math.round(amount)) : String(Math.round(amount * 10) / 10);
}

/** "24 Nov": under a plot. */
export function footOf(at: Date, zone: string): string {
  return formatDay(at, zone).split(" ").slice(1).join(" ");
}

/** Hours on an upright axis: in days, or in hours where all are less than three days. */
export function hourTicks(mostHours: number): { perUnit: number; format: (value: number) => string } {
  return mostHours > 72
    ? { perUnit: 24, format: (days) => `${amountInWords(days)} d` }
    : { perUnit: 1, format: (hours) => `${amountInWords(hours)} h` };
}

export const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
