import { type RejectionCategory, rejectionCategories } from "@/lib/domain/handoff-state";
import { categoryNames } from "@/lib/domain/qa-gate";
import type { FigureTable } from "./figure";

/** How many verdicts of a kind a service's builds had: `category` null is an acceptance. */
export type VerdictCount = { serviceId: string; service: string; category: RejectionCategory | null; count: number };

export type ServiceBounces = {
  serviceId: string;
  service: string;
  judged: number;
  rejected: number;
  /** Of the judged ones, 0 to 1. */
  share: number;
  reasons: { category: RejectionCategory; count: number }[];
};

/** The bounces of each service, the worst share first; of the same share whoever had more of them. */
export function bouncesByService(counts: readonly VerdictCount[]): ServiceBounces[] {
  const names = new Map(counts.map(({ serviceId, service }) => [serviceId, service]));
  return [...names]
    .map(([serviceId, service]) => {
      const own = counts.filter((each) => each.serviceId === serviceId);
      const sum = (some: readonly VerdictCount[]) => some.reduce((total, { count }) => total + count, 0);
      const rejections = own.filter(({ category }) => category !== null);
      const [judged, rejected] = [sum(own), sum(rejections)];
      const reasons = rejectionCategories
        .map((category) => ({ category, count: sum(own.filter((each) => each.category === category)) }))
        .filter(({ count }) => count > 0);
      return { serviceId, service, judged, rejected, share: judged === 0 ? 0 : rejected / judged, reasons };
    })
    .sort((a, b) => b.share - a.share || b.rejected - a.rejected || a.service.localeCompare(b.service));
}

export function bouncesTable(services: readonly ServiceBounces[]): FigureTable {
  return {
    columns: [
      { label: "Service", kind: "text" },
      { label: "Judged", kind: "count" },
      { label: "Sent back", kind: "count" },
      { label: "Share sent back", kind: "share" },
      ...rejectionCategories.map((category) => ({ label: categoryNames[category], kind: "count" as const })),
    ],
    rows: services.map(({ service, judged, rejected, share, reasons }) => [
      service,
      judged,
      rejected,
      share,
      ...rejectionCategories.map((category) => reasons.find((each) => each.category === category)?.count ?? 0),
    ]),
  };
}
