import { merge, type Range, subtract } from "@/lib/time/range";
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
  /** Exactly which release: an exception is for one. */
  releaseId?: string | null;
  /** `roll_back`: back to what ran before. No freeze hits that. */
  purpose?: "deploy" | "roll_back";
};

/** What a scope lists of each kind. */
export type ScopeLists = {
  environmentIds: readonly string[];
  teamIds: readonly string[];
  serviceIds: readonly string[];
};

/**
 * Where a freeze reaches. `null`: everywhere. A list widens within its kind; the three kinds narrow each other. What is excluded
 * is out, whatever the lists say.
 */
export type FreezeScope = { [Kind in keyof ScopeLists]: ScopeLists[Kind] | null } & { excluded?: ScopeLists };

/** Break-glass, as far as the evaluators look at it: asked for, or granted and not taken back. */
export type FreezeException = {
  id: string;
  status: "requested" | "granted";
  environmentId: string;
  releaseId: string;
  /** The time box. */
  during: Range;
  reason: string;
  requestedByName: string;
  /** Whoever granted it took the risk. */
  grantedByName: string | null;
};

/** One stretch of time in which a freeze closes. */
export type FreezeRule = {
  freezeId: string;
  name: string;
  grade: FreezeGrade;
  during: Range;
  zone: string;
  scope: FreezeScope;
  /** Ends when somebody lifts it: its end stands in no calendar. */
  stopsTheLine?: boolean;
  exceptions?: readonly FreezeException[];
};

/** What decides whom a freeze closes for, and when. */
export type Closing = Pick<FreezeRule, "grade" | "scope" | "during" | "exceptions">;

const within = (ids: readonly string[] | null, id: string | null | undefined) =>
  ids === null || (id !== null && id !== undefined && ids.includes(id));

/** Whether the freeze closes anything in the environment at all. */
export function reachesEnvironment({ environmentIds, excluded }: FreezeScope, environmentId: string): boolean {
  return within(environmentIds, environmentId) && !excluded?.environmentIds.includes(environmentId);
}

/**
 * Whether the intent is in the freeze's scope. An unknown team or service is not in a scope that names teams or services: a
 * freeze of one service does not close the environment. Nor is it among those that are excluded: a freeze of everybody but one
 * team does.
 */
export function freezeReaches(scope: FreezeScope, intent: Intent): boolean {
  const { excluded } = scope;
  if (!reachesEnvironment(scope, intent.environmentId)) return false;
  if (!within(scope.teamIds, intent.teamId) || !within(scope.serviceIds, intent.serviceId)) return false;
  if (excluded === undefined) return true;
  return !within(excluded.teamIds, intent.teamId) && !within(excluded.serviceIds, intent.serviceId);
}

/**
 * Whether a grade closes for the intent. `no_train` stops trains only; `hotfix_only` stops everything that is not known to be
 * a hotfix; `closed` stops everything. A way back is never closed.
 */
export function gradeCloses(grade: FreezeGrade, intent: Intent): boolean {
  if (intent.purpose === "roll_back") return false;
  switch (grade) {
    case "no_train":
      return intent.origin === "train";
    case "hotfix_only":
      return intent.releaseKind !== "hotfix";
    case "closed":
      return true;
  }
}

/** Whether scope and grade of the freeze close for the intent; when it lasts, and exceptions, are not looked at here. */
export function freezeHits(freeze: Pick<FreezeRule, "grade" | "scope">, intent: Intent): boolean {
  return freezeReaches(freeze.scope, intent) && gradeCloses(freeze.grade, intent);
}

/** The freeze's exceptions for exactly this release in exactly this environment. */
export function exceptionsFor({ exceptions = [] }: Pick<FreezeRule, "exceptions">, intent: Intent): FreezeException[] {
  return exceptions.filter(
    ({ environmentId, releaseId }) => environmentId === intent.environmentId && releaseId === intent.releaseId,
  );
}

/**
 * The freezes that close for at least one of the intents, each with the time in which it does: what is deployed together waits
 * together, and a granted exception takes its time box out for its release. One freeze may come as several stretches.
 */
export function freezesThatHit<Freeze extends Closing>(
  freezes: readonly Freeze[],
  intents: readonly Intent[],
): Freeze[] {
  return freezes.flatMap((freeze) => {
    const hit = intents.filter((intent) => freezeHits(freeze, intent));
    if (hit.length === 0) return [];
    if ((freeze.exceptions ?? []).length === 0) return [freeze];
    const closed = merge(hit.flatMap((intent) => closedFor(freeze, intent)));
    return closed.map((during) => ({ ...freeze, during }));
  });
}

function closedFor(freeze: Closing, intent: Intent): Range[] {
  const granted = exceptionsFor(freeze, intent).filter(({ status }) => status === "granted");
  return subtract(
    [freeze.during],
    granted.map(({ during }) => during),
  );
}

/** When these freezes close an environment for everybody, apart from the time boxes of whoever was granted an exception. */
export function closedForAll(freezes: readonly FreezeRule[], environmentId: string): Range[] {
  return freezes
    .filter(({ grade, scope }) => grade === "closed" && !isPartial(scope) && reachesEnvironment(scope, environmentId))
    .flatMap(({ during, exceptions = [] }) => {
      const boxes = exceptions.filter((each) => each.status === "granted" && each.environmentId === environmentId);
      return subtract(
        [during],
        boxes.map((each) => each.during),
      );
    });
}

/** Whether some teams or services of its environments go on. */
export function isPartial({ teamIds, serviceIds, excluded }: FreezeScope): boolean {
  const someAreOut = excluded !== undefined && excluded.teamIds.length + excluded.serviceIds.length > 0;
  return teamIds !== null || serviceIds !== null || someAreOut;
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
