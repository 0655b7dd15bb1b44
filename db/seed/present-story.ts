import type { DatabaseChange, ReleaseKind } from "@/lib/domain/release-state";
import { rejectionsByChance } from "./example-plan";

type Rejection = (typeof rejectionsByChance)[number];

/** One build of a release of today: what it brings, and how far QA is with it. */
type PresentBuild = { changes: string[]; note?: string } & (
  | { qa: "waiting" | "testing" }
  /** `waiver`: a risk that its tester took, and in how many hours from now that ends. */
  | { qa: "accepted"; waiver?: { risk: string; hoursLeft: number } }
  | { qa: "rejected"; rejection: Rejection }
);

/** Which of the coming openings of a window: by number, or the first one that the freeze of next week hits. */
type PresentSlot = {
  window: "Core" | "Quick lane" | "Maintenance night";
  opening: number | "frozen";
  lane: number;
  /** Minutes after the opening begins. */
  from: number;
  /** `all`: until the opening ends; a night in which the clock changes is an hour shorter or longer. */
  minutes: number | "all";
  signedBy?: ("manager" | "qa")[];
};

export type PresentRelease = {
  service: string;
  kind: ReleaseKind;
  summary: string;
  databaseChange?: DatabaseChange;
  downtimeMinutes?: number;
  rollbackPlan?: string;
  /** Working hours ago that the first build was handed over. */
  begunHoursAgo: number;
  /** Who tests it, every round: Quentin unless told. */
  tester?: "qa" | "qa2";
  builds: PresentBuild[];
  slot?: PresentSlot;
};

const [wrongResult, configuration, regression] = rejectionsByChance;

/** A queue in all its states, and slots that are ready, waiting, at risk and about to be frozen. */
export const presentReleases: readonly PresentRelease[] = [
  {
    service: "ledger",
    kind: "feature",
    summary: "Correction entries need a reason",
    databaseChange: "compatible",
    begunHoursAgo: 14,
    builds: [{ changes: ["Correction entries need a reason", "Faster month-end closing"], qa: "accepted" }],
    slot: { window: "Core", opening: 0, lane: 1, from: 0, minutes: 240, signedBy: ["manager", "qa"] },
  },
  {
    service: "web",
    kind: "feature",
    summary: "New product page",
    rollbackPlan: "Switch back to the version before; nothing is lost.",
    begunHoursAgo: 26,
    builds: [
      { changes: ["New product page", "Images load lazily"], qa: "rejected", rejection: configuration },
      { changes: ["Images come from the right CDN"], qa: "accepted" },
    ],
    slot: { window: "Core", opening: 1, lane: 2, from: 120, minutes: 120, signedBy: ["qa"] },
  },
  {
    service: "search-api",
    kind: "feature",
    summary: "Facets, synonyms, new index layout",
    databaseChange: "breaking",
    downtimeMinutes: 40,
    rollbackPlan: "Forward only: the old index is gone after the migration.",
    begunHoursAgo: 19,
    builds: [
      { changes: ["Facets and synonyms", "New index layout"], qa: "rejected", rejection: wrongResult },
      { changes: ["Facet counts obey the synonym filter"], qa: "testing", note: "Only the facet counts changed." },
    ],
    slot: { window: "Core", opening: 2, lane: 1, from: 30, minutes: 330 },
  },
  {
    service: "mailer",
    kind: "feature",
    summary: "Digest mails behind a toggle",
    begunHoursAgo: 11,
    builds: [{ changes: ["Digest mails behind a toggle"], qa: "accepted" }],
    slot: { window: "Quick lane", opening: 1, lane: 1, from: 0, minutes: 60, signedBy: ["manager", "qa"] },
  },
  {
    service: "checkout",
    kind: "hotfix",
    summary: "Double charge on retry",
    begunHoursAgo: 2,
    builds: [{ changes: ["A retry never charges twice"], qa: "waiting", note: "Please look at 3-D Secure time-outs." }],
    slot: { window: "Quick lane", opening: 0, lane: 2, from: 60, minutes: 60 },
  },
  {
    service: "cart",
    kind: "fix",
    summary: "Vouchers add up correctly",
    begunHoursAgo: 17,
    builds: [{ changes: ["Vouchers add up correctly", "Baskets expire after 90 days"], qa: "waiting" }],
    // Beside web, which the same people deploy: two places to be.
    slot: { window: "Core", opening: 1, lane: 1, from: 150, minutes: 60 },
  },
  {
    service: "campaigns",
    kind: "feature",
    summary: "Landing pages by region",
    begunHoursAgo: 6,
    builds: [{ changes: ["Landing pages by region"], qa: "waiting" }],
    slot: { window: "Quick lane", opening: 2, lane: 1, from: 0, minutes: 90 },
  },
  {
    service: "catalog",
    kind: "feature",
    summary: "Variants share images",
    begunHoursAgo: 9,
    builds: [
      { changes: ["Variants share images"], qa: "rejected", rejection: configuration },
      { changes: ["Images of variants on the staging CDN"], qa: "rejected", rejection: configuration },
    ],
    slot: { window: "Core", opening: "frozen", lane: 1, from: 60, minutes: 120 },
  },
  {
    service: "recommendations",
    kind: "feature",
    summary: "Seasonal weights",
    begunHoursAgo: 38,
    tester: "qa2",
    builds: [
      { changes: ["Seasonal weights"], qa: "rejected", rejection: wrongResult },
      { changes: ["Weights of sold-out items"], qa: "rejected", rejection: regression },
      { changes: ["Weights are loaded at start"], qa: "rejected", rejection: configuration },
      { changes: ["Settings of the weights"], qa: "testing" },
    ],
    slot: { window: "Core", opening: "frozen", lane: 2, from: 0, minutes: 180 },
  },
  {
    service: "checkout",
    kind: "fix",
    summary: "Receipts in the buyer's currency",
    begunHoursAgo: 7,
    tester: "qa2",
    builds: [
      { changes: ["Receipts in the buyer's currency"], qa: "rejected", rejection: wrongResult },
      { changes: ["The rate of the day of purchase"], qa: "rejected", rejection: regression },
      {
        changes: ["Rates are rounded once, at the end"],
        qa: "waiting",
        note: "Only the rounding changed; refunds are as they were.",
      },
    ],
    slot: { window: "Quick lane", opening: 1, lane: 2, from: 60, minutes: 60 },
  },
  {
    service: "search-api",
    kind: "fix",
    summary: "Umlauts in brand names",
    begunHoursAgo: 4,
    builds: [{ changes: ["Umlauts in brand names are folded"], qa: "waiting" }],
  },
  {
    service: "gateway",
    kind: "feature",
    summary: "Limits per client",
    begunHoursAgo: 30,
    tester: "qa2",
    builds: [
      {
        changes: ["Limits per client", "Shorter access logs"],
        qa: "accepted",
        waiver: {
          risk: "Limits above a thousand clients are not measured yet; the load test runs tonight.",
          hoursLeft: 20,
        },
      },
    ],
  },
  {
    service: "payouts",
    kind: "feature",
    summary: "Weekend payouts",
    downtimeMinutes: 45,
    begunHoursAgo: 1,
    builds: [],
    slot: { window: "Maintenance night", opening: 0, lane: 1, from: 0, minutes: "all" },
  },
  {
    service: "flags",
    kind: "feature",
    summary: "History of each toggle",
    // Beside payouts, which is down that night as well.
    databaseChange: "compatible",
    downtimeMinutes: 10,
    begunHoursAgo: 5,
    builds: [{ changes: ["History of each toggle"], qa: "accepted" }],
    slot: { window: "Maintenance night", opening: 0, lane: 2, from: 0, minutes: "all" },
  },
  {
    service: "web",
    kind: "feature",
    summary: "Page for returns",
    begunHoursAgo: 3,
    builds: [],
    slot: { window: "Maintenance night", opening: 0, lane: 3, from: 0, minutes: "all" },
  },
];
