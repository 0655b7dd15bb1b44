import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import { listInWords } from "./closing-words";
import type { FreezeRow } from "./freeze-row";

/** What each grade closes: its name, and the sentence that tells it from the others. */
export const gradeWords: Record<FreezeGrade, { name: string; hint: string }> = {
  closed: { name: "Everything", hint: "Nothing opens while it lasts, hotfixes included." },
  hotfix_only: { name: "All but hotfixes", hint: "Features and fixes wait; releases of the kind hotfix pass." },
  no_train: { name: "Trains only", hint: "Trains stay in; single slots open as booked." },
};

/** What becomes of what it keeps from leaving. */
export function thawInWords({ thaw, thawPerHour }: Pick<FreezeRow, "thaw" | "thawPerHour">): string {
  if (thaw === "ask") return "What it postponed waits for a decision.";
  return `What it postponed is planned again by itself, ${thawPerHour} ${thawPerHour === 1 ? "start" : "starts"} an hour at most.`;
}

const kinds = ["environment", "team", "service"] as const;

/** "Production, only team Payments, but not checkout": kinds narrow each other, names of one kind widen. */
export function scopeInWords({ scope, except }: Pick<FreezeRow, "scope" | "except">): string {
  const left = except.length === 0 ? "" : `, but not ${listInWords(except.map(({ name }) => name))}`;
  if (scope.length === 0) return `Every environment, team and service${left}`;
  const parts = kinds.flatMap((kind) => {
    const names = scope.filter((thing) => thing.kind === kind).map((thing) => thing.name);
    if (names.length === 0) return [];
    const list = listInWords(names);
    return [kind === "environment" ? list : `${kind} ${list}`];
  });
  return `${parts.join(", only ")}${left}`;
}

/** "The first 12 of 213 are listed."; empty where all are. */
export function listedInWords(shown: number, count: number): string {
  return count > shown ? `The first ${shown} of ${count} are listed.` : "";
}
