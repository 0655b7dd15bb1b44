import type { ClosureRow, DepartureRow, TrainRow } from "@/lib/access/input/departures";
import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import { freezeTimeInWords } from "@/lib/domain/freeze-words";
import { formatInstant } from "@/lib/time/format";

/** A dash between two times at which no line ends. */
export const unbroken = "\u2060–\u2060";

/** What leaves: "checkout 3.8.1", or several. */
export function releaseNames({ releases }: DepartureRow): string {
  return releases.map(({ service, version }) => `${service} ${version}`).join(", ") || "Slot without a release";
}

/** What is aboard a train: "checkout 3.8.1, search 2.0 and 4 more". */
export function trainReleases({ releases, aboard }: TrainRow): string {
  const more = aboard - releases.length;
  return releases.join(", ") + (more > 0 ? ` and ${more} more` : "");
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
  const { during, name, grade, isPartial, nextOpen, stopsTheLine } = closure;
  return [
    capitalised(freezeTimeInWords({ during, zone, stopsTheLine })),
    name,
    grades[grade],
    isPartial && "some services",
    nextOpen && `next opening ${formatInstant(nextOpen, zone)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
