import type { OverrunRule } from "@/lib/domain/overrun";
import type { Role } from "@/lib/domain/permission";
import type { ReleaseKind } from "@/lib/domain/release-state";
import type { WindowCadence } from "@/lib/domain/service-cadence";

/** The example organisation as facts: who works there, what they ship, when they may. Times are relative to the day it is loaded. */
export const organisationName = "Northwind";
export const organisationZone = "Europe/Berlin";

export const exampleTeams = [
  { name: "Payments", hue: 5, zone: "Europe/Berlin", workStartMinute: 360 },
  { name: "Storefront", hue: 9, zone: "Europe/Berlin", workStartMinute: 360 },
  { name: "Discovery", hue: 1, zone: "Europe/Berlin", workStartMinute: 360 },
  // Two o'clock in Berlin is eight in the morning there: some of their slots come before their day begins.
  { name: "Growth", hue: 7, zone: "America/New_York", workStartMinute: 480 },
  { name: "Platform", hue: 3, zone: null, workStartMinute: 480 },
] as const;
export type TeamName = (typeof exampleTeams)[number]["name"];

type ExampleService = {
  name: string;
  team: TeamName;
  description: string;
  cadence: "slow" | "train" | "quick" | "continuous";
  /** The version its history begins with: major, minor. */
  version: [major: number, minor: number];
  changes: string[];
};

export const exampleServices: readonly ExampleService[] = [
  {
    name: "ledger",
    team: "Payments",
    description: "Double-entry book of every payment.",
    cadence: "slow",
    version: [3, 4],
    changes: ["Rounding of foreign currencies", "Faster month-end closing", "Correction entries need a reason"],
  },
  {
    name: "checkout",
    team: "Payments",
    description: "From basket to paid order.",
    cadence: "quick",
    version: [3, 1],
    changes: ["Retry on 3-D Secure time-out", "Saved cards in the first step", "Clearer error when a card is refused"],
  },
  {
    name: "payouts",
    team: "Payments",
    description: "Pays sellers out each night.",
    cadence: "slow",
    version: [1, 6],
    changes: ["Weekend payouts", "Seller statements as PDF", "Limits per seller"],
  },
  {
    name: "web",
    team: "Storefront",
    description: "The shop that customers see.",
    cadence: "train",
    version: [2026, 20],
    changes: ["New product page", "Images load lazily", "Basket survives signing in"],
  },
  {
    name: "catalog",
    team: "Storefront",
    description: "Products, prices, stock.",
    cadence: "train",
    version: [6, 2],
    changes: ["Bulk price import", "Variants share images", "Stock per warehouse"],
  },
  {
    name: "cart",
    team: "Storefront",
    description: "Baskets, also shared ones.",
    cadence: "quick",
    version: [4, 8],
    changes: ["Shared baskets", "Vouchers add up correctly", "Baskets expire after 90 days"],
  },
  {
    name: "search-api",
    team: "Discovery",
    description: "Search, facets, synonyms.",
    cadence: "slow",
    version: [11, 1],
    changes: ["Facets and synonyms", "Typo tolerance for brands", "New index layout"],
  },
  {
    name: "recommendations",
    team: "Discovery",
    description: "What goes with what.",
    cadence: "slow",
    version: [2, 2],
    changes: ["Seasonal weights", "No more sold-out items", "Model of November"],
  },
  {
    name: "mailer",
    team: "Growth",
    description: "Mail to customers.",
    cadence: "continuous",
    version: [1, 2],
    changes: ["Digest mails behind a toggle", "Unsubscribe in one click", "Templates in Dutch"],
  },
  {
    name: "campaigns",
    team: "Growth",
    description: "Vouchers and landing pages.",
    cadence: "quick",
    version: [5, 0],
    changes: ["Landing pages by region", "Voucher codes by the thousand", "Countdown block"],
  },
  {
    name: "flags",
    team: "Platform",
    description: "Feature toggles for everyone.",
    cadence: "continuous",
    version: [80, 0],
    changes: ["Percentage roll-outs", "History of each toggle", "Faster start"],
  },
  {
    name: "gateway",
    team: "Platform",
    description: "The front door of every API.",
    cadence: "slow",
    version: [9, 3],
    changes: ["HTTP/3", "Limits per client", "Shorter access logs"],
  },
];

/** What must be deployed before what. */
export const exampleDependencies: readonly { service: string; dependsOn: string }[] = [
  { service: "checkout", dependsOn: "ledger" },
  { service: "payouts", dependsOn: "ledger" },
  { service: "web", dependsOn: "catalog" },
  { service: "mailer", dependsOn: "campaigns" },
];

export const exampleEnvironments = [
  { name: "Development", position: 1, defaultOpen: true, requiresAcceptance: false },
  { name: "QA", position: 2, defaultOpen: true, requiresAcceptance: false },
  { name: "Staging", position: 3, defaultOpen: false, requiresAcceptance: false },
  { name: "Production", position: 4, defaultOpen: false, requiresAcceptance: true },
] as const;
export type EnvironmentName = (typeof exampleEnvironments)[number]["name"];

type ExamplePerson = { key: string; name: string; email: string; roles: { role: Role; team?: TeamName }[] };

export const examplePeople = [
  { key: "admin", name: "Ada Brandt", email: "admin@northwind.example", roles: [{ role: "admin" }] },
  {
    key: "manager",
    name: "Rosa Keller",
    email: "release.manager@northwind.example",
    roles: [{ role: "release_manager" }],
  },
  {
    key: "manager2",
    name: "Mikael Lund",
    email: "release.manager2@northwind.example",
    roles: [{ role: "release_manager" }],
  },
  { key: "qa", name: "Quentin Moreau", email: "qa@northwind.example", roles: [{ role: "qa" }] },
  { key: "qa2", name: "Tove Aldén", email: "qa2@northwind.example", roles: [{ role: "qa" }] },
  { key: "developer", name: "Devika Rao", email: "developer@northwind.example", roles: [{ role: "developer" }] },
  {
    key: "payments",
    name: "Jonas Weber",
    email: "jonas.weber@northwind.example",
    roles: [{ role: "developer", team: "Payments" }],
  },
  {
    key: "storefront",
    name: "Lucía Ferrer",
    email: "lucia.ferrer@northwind.example",
    roles: [{ role: "developer", team: "Storefront" }],
  },
  {
    key: "discovery",
    name: "Amara Okafor",
    email: "amara.okafor@northwind.example",
    roles: [{ role: "developer", team: "Discovery" }],
  },
  {
    key: "growth",
    name: "Tom Hughes",
    email: "tom.hughes@northwind.example",
    roles: [{ role: "developer", team: "Growth" }],
  },
  {
    key: "platform",
    name: "Yuki Tanaka",
    email: "yuki.tanaka@northwind.example",
    roles: [{ role: "developer", team: "Platform" }],
  },
  {
    key: "stakeholder",
    name: "Stella Novak",
    email: "stakeholder@northwind.example",
    roles: [{ role: "stakeholder" }],
  },
] as const satisfies readonly ExamplePerson[];
export type PersonKey = (typeof examplePeople)[number]["key"];

/** Who builds for a team, and so is the author of its releases. */
export const developerOf: Readonly<Record<TeamName, PersonKey>> = {
  Payments: "payments",
  Storefront: "storefront",
  Discovery: "discovery",
  Growth: "growth",
  Platform: "platform",
};

type ExampleWindow = {
  name: string;
  cadence: WindowCadence;
  environment: EnvironmentName;
  /** Wall time of each opening. */
  at: string;
  durationMinutes: number;
  rrule: string;
  lanes: number;
  granularityMinutes: number;
  overrun?: OverrunRule;
  /** Until how long before an opening one may book in it. */
  leadMinutes?: number;
  /** Who may book in it: every team unless told. */
  teams?: readonly TeamName[];
};

/**
 * Three cadences in Production (four mornings a week, every working afternoon, one night a month), a morning there that is one team's
 * own, and working hours in Staging.
 */
export const exampleWindows: readonly ExampleWindow[] = [
  {
    name: "Core",
    cadence: "slow",
    environment: "Production",
    at: "06:00",
    durationMinutes: 360,
    rrule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH",
    lanes: 2,
    granularityMinutes: 15,
    overrun: "warn",
  },
  {
    name: "Quick lane",
    cadence: "quick",
    environment: "Production",
    at: "13:00",
    durationMinutes: 240,
    rrule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    lanes: 2,
    granularityMinutes: 15,
  },
  {
    name: "Maintenance night",
    cadence: "slow",
    environment: "Production",
    at: "22:00",
    durationMinutes: 480,
    rrule: "FREQ=MONTHLY;BYDAY=-1SA",
    lanes: 3,
    granularityMinutes: 30,
    // Somebody must be there at night: it is known half a day before, and what is not called by six in the morning waits.
    leadMinutes: 720,
    overrun: "stop",
  },
  {
    name: "Payments morning",
    cadence: "slow",
    environment: "Production",
    at: "08:00",
    durationMinutes: 120,
    rrule: "FREQ=WEEKLY;BYDAY=FR",
    lanes: 1,
    granularityMinutes: 15,
    // Before the banks' last settlement of the week, when nobody else's change may be in the way.
    teams: ["Payments"],
  },
  {
    name: "Staging hours",
    cadence: "quick",
    environment: "Staging",
    at: "08:00",
    durationMinutes: 600,
    rrule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    lanes: 4,
    granularityMinutes: 15,
  },
];

/** What is closed, and what that led to. Times are relative to the day it is loaded. */
export const exampleFreezes = {
  coming: {
    name: "Campaign freeze",
    reason:
      "The biggest selling days of the season: only hotfixes leave. The platform team stays on duty and may deploy.",
    grade: "hotfix_only",
    /** Passes all the same. */
    team: "Platform",
    asksForException: {
      service: "catalog",
      reason:
        "Without it the campaign's own product variants show no images: marketing has booked the home page for them.",
    },
  },
  recurring: {
    name: "Staging refresh",
    reason:
      "On the last day of the month Staging is given a fresh copy of the data; until that is done nothing goes there.",
    grade: "closed",
    environment: "Staging",
    rrule: "FREQ=MONTHLY;BYMONTHDAY=-1",
  },
  /** On the day of the train's departure after next but one: nothing of it is booked yet. */
  trainsOnly: {
    name: "New price lists",
    reason: "All prices change on this day: nothing leaves together. Single slots stay as they are booked.",
    grade: "no_train",
    train: "App train",
  },
  postponing: {
    name: "Load balancer exchange",
    reason: "The provider exchanges the load balancers in front of the gateway.",
    grade: "closed",
    service: "gateway",
    thaw: "ask",
  },
  reviewed: {
    name: "Data centre test",
    reason: "The provider tests its power supply; what depends on that room stands still.",
    grade: "closed",
    asked: {
      reason: "A partner switches its interface off at noon; without this release its orders are lost.",
      comment: "Only this one, and somebody stays beside it.",
      review:
        "It was needed and went well. The partner's date was known three weeks before: next time it is planned around.",
    },
  },
} as const;

/** Who must sign in Production: two different roles, so that one visitor can try both. */
export const exampleStages: readonly { role: Role; required: number }[] = [
  { role: "release_manager", required: 1 },
  { role: "qa", required: 1 },
];

export const releaseKindsByChance: readonly ReleaseKind[] = ["feature", "feature", "feature", "fix", "fix", "hotfix"];

export const rejectionsByChance = [
  { category: "wrong_result", severity: "major", reason: "Totals differ from the old version by one cent on refunds." },
  { category: "configuration", severity: "major", reason: "Images answer 404 on the staging CDN." },
  {
    category: "regression",
    severity: "severe",
    reason: "Signing in with a saved e-mail address fails since this build.",
  },
  {
    category: "performance",
    severity: "minor",
    reason: "The list takes four seconds with 5,000 rows; it took half a second.",
  },
  { category: "missing_change", severity: "major", reason: "The change that the summary names is not in this build." },
  { category: "crash", severity: "severe", reason: "Crashes when the basket is empty." },
] as const;
