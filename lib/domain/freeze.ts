import type { Range } from "@/lib/time/range";
import type { FreezeGrade } from "./freeze-grade";
import type { ReleaseKind } from "./release-state";
import type { SlotOrigin } from "./slot-state";

/**
 * What someone wants to deploy, as far as it is known. What is left out is unknown: the schedule of an environment asks with
 * the environment alone.
 */
export type Intent = {
  environmentId: string;
  serviceId?: string | null;
  teamId?: string | null;
  releaseKind?: ReleaseKind | null;
  origin?: SlotOrigin | null;
};

/** Where a freeze reaches. `null`: everywhere. A list widens within its kind; the three kinds narrow each other. */
export type FreezeScope = {
  environmentIds: readonly string[] | null;
  teamIds: readonly string[] | null;
  serviceIds: readonly string[] | null;
};

/** One stretch of time in which a freeze closes. */
export type FreezeRule = {
  freezeId: string;
  name: string;
  grade: FreezeGrade;
  during: Range;
  zone: string;
  scope: FreezeScope;
};

const within = (ids: readonly string[] | null, id: string | null | undefined) =>
  ids === null || (id !== null && id !== undefined && ids.includes(id));

/**
 * Whether the intent is in the freeze's scope. An unknown team or service is not in a scope that names teams or services: a
 * freeze of one service does not close the environment.
 */
export function freezeReaches(scope: FreezeScope, intent: Intent): boolean {
  return (
    within(scope.environmentIds, intent.environmentId) &&
    within(scope.teamIds, intent.teamId) &&
    within(scope.serviceIds, intent.serviceId)
  );
}

/**
 * Whether a grade closes for the intent. `no_train` stops trains only; `hotfix_only` stops everything that is not known to be
 * a hotfix; `closed` stops everything.
 */
export function gradeCloses(grade: FreezeGrade, intent: Intent): boolean {
  switch (grade) {
    case "no_train":
      return intent.origin === "train";
    case "hotfix_only":
      return intent.releaseKind !== "hotfix";
    case "closed":
      return true;
  }
}

/** Whether the freeze closes for the intent while it lasts; when it lasts is its `during`, and is not looked at here. */
export function freezeHits(freeze: Pick<FreezeRule, "grade" | "scope">, intent: Intent): boolean {
  return freezeReaches(freeze.scope, intent) && gradeCloses(freeze.grade, intent);
}

const gradeWords: Record<FreezeGrade, string> = {
  no_train: "for trains",
  hotfix_only: "for all but hotfixes",
  closed: "for everything",
};

/** What a grade closes, to go after "closes Production …". */
export function gradeInWords(grade: FreezeGrade): string {
  return gradeWords[grade];
}
