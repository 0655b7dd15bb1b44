import type { FreezeGrade } from "@/lib/domain/freeze-grade";
import type { FreezeRow } from "./freeze-row";

/** What each grade closes: its name, and the sentence that tells it from the others. */
export const gradeWords: Record<FreezeGrade, { name: string; hint: string }> = {
  closed: { name: "Everything", hint: "Nothing opens while it lasts, hotfixes included." },
  hotfix_only: { name: "All but hotfixes", hint: "Features and fixes wait; releases of the kind hotfix pass." },
  no_train: { name: "Trains only", hint: "Trains stay in; single slots open as booked." },
};

const kinds = ["environment", "team", "service"] as const;

/** "Production, only team Payments": kinds narrow each other, names of one kind widen. */
export function scopeInWords(scope: FreezeRow["scope"]): string {
  if (scope.length === 0) return "Every environment, team and service";
  const parts = kinds.flatMap((kind) => {
    const names = scope.filter((thing) => thing.kind === kind).map((thing) => thing.name);
    if (names.length === 0) return [];
    const list = names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
    return [kind === "environment" ? list : `${kind} ${list}`];
  });
  return parts.join(", only ");
}
