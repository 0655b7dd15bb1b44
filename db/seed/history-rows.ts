import type {
  approvals,
  auditEvents,
  builds,
  deliveries,
  deploymentReports,
  deployments,
  handoffs,
  releases,
  rollbackDeliveries,
  rollbackReports,
  rollbacks,
  slotReleases,
  slots,
} from "@/db/schema";
import type { PersonKey } from "./example-plan";
import type { ExampleIds, ExampleReceiver } from "./insert-plan";
import type { Chance } from "./random";

/** What is gathered, table by table, before it is inserted in bulk. */
export type HistoryRows = {
  releases: (typeof releases.$inferInsert)[];
  builds: (typeof builds.$inferInsert)[];
  handoffs: (typeof handoffs.$inferInsert)[];
  slots: (typeof slots.$inferInsert)[];
  slotReleases: (typeof slotReleases.$inferInsert)[];
  approvals: (typeof approvals.$inferInsert)[];
  deployments: (typeof deployments.$inferInsert)[];
  deliveries: (typeof deliveries.$inferInsert)[];
  reports: (typeof deploymentReports.$inferInsert)[];
  rollbacks: (typeof rollbacks.$inferInsert)[];
  rollbackDeliveries: (typeof rollbackDeliveries.$inferInsert)[];
  rollbackReports: (typeof rollbackReports.$inferInsert)[];
  audit: (typeof auditEvents.$inferInsert)[];
};

export function noRows(): HistoryRows {
  return {
    releases: [],
    builds: [],
    handoffs: [],
    slots: [],
    slotReleases: [],
    approvals: [],
    deployments: [],
    deliveries: [],
    reports: [],
    rollbacks: [],
    rollbackDeliveries: [],
    rollbackReports: [],
    audit: [],
  };
}

/** One release of the past while its rows are written. */
export type Writing = {
  releaseId: string;
  /** `checkout 3.8.1` */
  name: string;
  author: PersonKey;
  audit: Auditor;
  ids: ExampleIds;
  receiver: ExampleReceiver;
  chance: Chance;
  rows: HistoryRows;
};

/** Writes one event of the audit log; `by` is left out for what Signalbox did itself. */
export type Auditor = (
  at: Date,
  by: PersonKey | undefined,
  action: string,
  subject: { kind: string; id: string; name: string },
  data?: Record<string, unknown>,
) => void;

export function auditorOf(rows: HistoryRows, ids: ExampleIds, releaseId: string): Auditor {
  return (at, by, action, subject, data = {}) => {
    rows.audit.push({
      at,
      actorKind: by ? "person" : "worker",
      actorId: by && ids.person(by),
      actorName: by ? ids.personName(by) : "Signalbox",
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subjectName: subject.name,
      releaseId,
      data,
    });
  };
}
