import type { Milestone, MilestoneRule } from "@/lib/domain/train-milestones";
import { type EnvironmentName, type PersonKey, rejectionsByChance, type TeamName } from "./example-plan";
import type { PresentRelease } from "./present-story";

/**
 * What became of a departure of the past. `cancelled`: its conductor said no-go, and it did not take place; `failed`: something aboard failed; `waited`: it left late, since one had failed before and a
 * conductor looked first; `waived`: on time, since a conductor waived what a team had raised.
 */
export type PastFate = "on_time" | "waived" | "waited" | "failed" | "cancelled";

export type ExampleTrain = {
  name: string;
  description: string;
  rrule: string;
  at: string;
  durationMinutes: number;
  milestones: Record<Exclude<Milestone, "departure" | "arrival">, MilestoneRule>;
  capacity: number | null;
  bumping: "never" | "hotfix";
  goRule: "decided" | "all_teams_ready";
  conductors: readonly PersonKey[];
  /** What it passes, in order. */
  environments: readonly EnvironmentName[];
  /** What left with it in the past. */
  services: readonly string[];
  /** How its last departures went, the newest first. */
  past: readonly PastFate[];
};

/** Two timetables: what customers see leaves every other Tuesday, the ground that all stand on once a month, through Staging first. */
export const exampleTrains: readonly ExampleTrain[] = [
  {
    name: "App train",
    description: "Everything that customers see, together, every other Tuesday.",
    rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    at: "10:00",
    durationMinutes: 180,
    milestones: {
      boarding: { workingDays: 10, at: "09:00" },
      cutoff: { workingDays: 2, at: "17:00" },
      qa_exit: { workingDays: 1, at: "16:00" },
      go_no_go: { workingDays: 0, at: "09:00" },
    },
    capacity: 8,
    bumping: "hotfix",
    goRule: "decided",
    conductors: ["manager", "storefront", "manager2"],
    environments: ["Production"],
    services: ["web", "catalog", "search-api"],
    past: ["waived", "waited", "failed", "cancelled", "on_time", "on_time"],
  },
  {
    name: "Platform train",
    description: "Ledger, gateway and payouts: slow and careful, on the second Wednesday of the month.",
    rrule: "FREQ=MONTHLY;BYDAY=2WE",
    at: "06:00",
    durationMinutes: 240,
    milestones: {
      boarding: { workingDays: 15, at: "09:00" },
      cutoff: { workingDays: 5, at: "17:00" },
      qa_exit: { workingDays: 2, at: "15:00" },
      go_no_go: { workingDays: 1, at: "16:00" },
    },
    capacity: null,
    bumping: "never",
    goRule: "all_teams_ready",
    conductors: ["manager2", "platform"],
    environments: ["Staging", "Production"],
    services: ["ledger", "gateway", "payouts"],
    past: ["on_time", "on_time"],
  },
];

const tooSlow = rejectionsByChance[3];

type Passenger = PresentRelease & {
  /** It missed the departure before, and was moved to this one. */
  missed?: boolean;
  note?: string;
};

/** Who is aboard the app train that boards today: a hotfix beyond its places, what is ready, with QA, sent back, and one that missed the last departure. */
export const passengers: readonly Passenger[] = [
  {
    service: "cart",
    kind: "hotfix",
    summary: "Baskets keep their voucher",
    begunHoursAgo: 13,
    builds: [{ changes: ["Baskets keep their voucher when the price changes"], qa: "accepted" }],
    note: "Two shops lose vouchers: beyond the places, so that nobody has to stay behind.",
  },
  {
    service: "catalog",
    kind: "feature",
    summary: "Stock per warehouse",
    begunHoursAgo: 15,
    builds: [{ changes: ["Stock per warehouse"], qa: "accepted" }],
  },
  {
    service: "web",
    kind: "feature",
    summary: "Delivery dates on the product page",
    begunHoursAgo: 8,
    builds: [
      { changes: ["Delivery dates on the product page"], qa: "waiting", note: "Needs the catalog of this train." },
    ],
    note: "Together with the new catalog.",
  },
  {
    service: "campaigns",
    kind: "feature",
    summary: "Countdown block",
    begunHoursAgo: 7,
    builds: [{ changes: ["Countdown block"], qa: "testing" }],
  },
  {
    service: "recommendations",
    kind: "feature",
    summary: "Similar items in the basket",
    begunHoursAgo: 150,
    builds: [
      {
        changes: ["Similar items in the basket"],
        qa: "rejected",
        rejection: tooSlow,
      },
    ],
    missed: true,
  },
];

/** What the teams aboard have said so far. The others are silent. */
export const rollCall: readonly { team: TeamName; person: PersonKey; ready: boolean; note: string }[] = [
  { team: "Storefront", person: "storefront", ready: true, note: "" },
  {
    team: "Discovery",
    person: "discovery",
    ready: false,
    note: "Lists are fast again on our machines; the next build comes today.",
  },
];

export const openBlocker = "The payment provider changes its certificate that morning: nobody knows yet at what time.";
