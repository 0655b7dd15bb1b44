import type { HandoffState } from "./handoff-state";
import type { DatabaseChange, ReleaseKind, ReleaseState } from "./release-state";

/** What the states are called on screens and in sentences ("it is … now"). */
export const releaseStateNames: Readonly<Record<ReleaseState, string>> = {
  draft: "a draft",
  with_qa: "with QA",
  with_dev: "back with its developers",
  accepted: "accepted",
  departing: "departing",
  released: "released",
  failed: "failed",
  rolled_back: "rolled back",
  withdrawn: "withdrawn",
};

export const handoffStateNames: Readonly<Record<HandoffState, string>> = {
  queued: "waiting for QA",
  testing: "in test",
  accepted: "accepted",
  rejected: "rejected",
  superseded: "superseded",
  withdrawn: "withdrawn",
};

export const releaseKindNames: Readonly<Record<ReleaseKind, string>> = {
  feature: "feature",
  fix: "fix",
  hotfix: "hotfix",
};

export const databaseChangeNames: Readonly<Record<DatabaseChange, string>> = {
  none: "no database change",
  compatible: "compatible database change",
  breaking: "breaking database change",
};
