import type { FigureTable } from "./figure";

const hourMs = 3_600_000;

/** Where a release can be between its first hand-over and its departure, in that order. */
export const workStages = ["waiting", "testing", "rework", "accepted"] as const;
export type WorkStage = (typeof workStages)[number];

export const stageWords: Readonly<Record<WorkStage, string>> = {
  waiting: "Waiting for QA",
  testing: "In test",
  rework: "Back with development",
  accepted: "Accepted, waits to leave",
};

export type WorkInProgress = {
  releaseId: string;
  name: string;
  stage: WorkStage;
  since: Date;
  firstHandedOverAt: Date;
};
export type AgedWork = WorkInProgress & { ageHours: number };

/** Which stage a release is in by its own state and that of its live turn with QA; undefined: it is not in progress. */
export function stageOf(release: string, handoff: string | null): WorkStage | undefined {
  if (release === "with_dev") return "rework";
  if (release === "accepted" || release === "departing") return "accepted";
  if (release === "with_qa") return handoff === "testing" ? "testing" : "waiting";
  return undefined;
}

export function agedWork(work: WorkInProgress, now: Date): AgedWork {
  return { ...work, ageHours: Math.max(0, now.getTime() - work.firstHandedOverAt.getTime()) / hourMs };
}

export function agesTable(work: readonly AgedWork[]): FigureTable {
  return {
    columns: [
      { label: "Release", kind: "text" },
      { label: "Where", kind: "text" },
      { label: "There since", kind: "instant" },
      { label: "First handed over", kind: "instant" },
      { label: "Age", kind: "hours" },
    ],
    rows: work.map(({ name, stage, since, firstHandedOverAt, ageHours }) => [
      name,
      stageWords[stage],
      since.toISOString(),
      firstHandedOverAt.toISOString(),
      ageHours,
    ]),
  };
}
