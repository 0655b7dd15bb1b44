import type { ClosureRow, DepartureRow } from "@/lib/access/input/departures";
import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import { formatInstant, formatRange } from "@/lib/time/format";

/** A dash between two times at which no line ends. */
export const unbroken = "\u2060–\u2060";

/** What leaves: "checkout 3.8.1", or several. */
export function releaseNames({ releases }: DepartureRow): string {
  return releases.map(({ service, version }) => `${service} ${version}`).join(", ") || "Slot without a release";
}

/** What it brings, on one quiet line: "3 changes · Retry on 3-D Secure time-out". */
export function releaseDetail({ releases }: DepartureRow): string {
  const changes = releases.reduce((sum, release) => sum + release.changeCount, 0);
  const downtime = Math.max(0, ...releases.map((release) => release.downtimeMinutes));
  const text = releases.find(({ summary, firstChange }) => summary || firstChange);
  return [
    releases.some(({ kind }) => kind === "hotfix") && "hotfix",
    releases.some(({ databaseChange }) => databaseChange === "breaking") && "breaking database change",
    downtime > 0 && `${downtime} min downtime`,
    changes > 0 && `${changes} ${changes === 1 ? "change" : "changes"}`,
    text && (text.summary || text.firstChange),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Through which window and lane: "Core · lane 1". */
export function via({ windowName, lane, origin }: DepartureRow): string {
  return windowName === null ? origin : `${windowName} · lane ${lane}`;
}

const grades: Readonly<Record<FreezeGrade, string>> = {
  closed: "",
  hotfix_only: "hotfixes only",
  no_train: "no trains",
};

/** "Thu 26 Nov 00:00 – Fri 27 Nov 24:00 CET · Thanksgiving freeze · next opening Mon 30 Nov 06:00 CET". */
export function closureWords(closure: ClosureRow, zone: string): string {
  const { during, name, grade, isPartial, nextOpen } = closure;
  return [
    formatRange(during, zone),
    name,
    grades[grade],
    isPartial && "some services",
    nextOpen && `next opening ${formatInstant(nextOpen, zone)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}
