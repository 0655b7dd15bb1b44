import type { ApprovalTimeCover } from "./approval-content";
import type { FreezeGrade } from "./freeze-grade";
import type { OverrunRule } from "./overrun";
import type { Role } from "./permission";
import type { Cadence, WindowCadence } from "./service-cadence";
import type { SuccessPolicy } from "./target-success";
import type { ThawRule } from "./thaw-rule";
import { type DayOffPolicy, type MilestoneBefore, type MilestoneRule, standardMilestones } from "./train-milestones";
import type { BumpingRule, FailurePolicy, GoRule, HoldOutcome, MissedPolicy } from "./train-policy";

/*
 * The plan of an installation as it is written in a file: what was set up, keyed by names, without ids, secrets and history. What people
 * do from day to day (slots, single openings, exceptions, a stopped line) is no part of it.
 */

export const weekdayWords = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type WeekdayWord = (typeof weekdayWords)[number];

/** `was`: the name that it had so far. Without it another name is another thing. */
type Renamable = { name: string; was?: string };

export type EnvironmentEntry = Renamable & { zone: string; defaultOpen: boolean; requiresAcceptance: boolean };

export type TeamEntry = Renamable & {
  hue: number;
  /** Null: it works around the clock. */
  workingHours: { zone: string; from: string; to: string; days: readonly WeekdayWord[] } | null;
};

export type ServiceEntry = Renamable & {
  team: string;
  description: string;
  cadence: Cadence;
  dependsOn: readonly string[];
  archived: boolean;
};

export type TargetEntry = {
  service: string;
  environment: string;
  url: string;
  successBy: SuccessPolicy;
  callTimeoutSeconds: number;
  reportTimeoutSeconds: number;
  enabled: boolean;
};

export type PolicyEntry = {
  environment: string;
  stages: ReadonlyArray<{ role: Role; required: number }>;
  authorExcluded: boolean;
  coversTime: ApprovalTimeCover;
};

/** When something opens or closes, see lib/time/recurrence.ts. */
export type RuleEntry = {
  zone: string;
  localStart: string;
  durationMinutes: number;
  rrule: string | null;
  exdates: readonly string[];
  rdates: readonly string[];
};

export type WindowEntry = Renamable &
  RuleEntry & {
    environment: string;
    cadence: WindowCadence;
    lanes: number;
    granularityMinutes: number;
    leadMinutes: number;
    overrun: OverrunRule;
    /** Who may book; empty: every team. */
    teams: readonly string[];
  };

/** Names of what a freeze reaches, or leaves out. */
export type ScopeEntry = {
  environments: readonly string[];
  teams: readonly string[];
  services: readonly string[];
};

export type FreezeEntry = Renamable &
  RuleEntry &
  ScopeEntry & {
    reason: string;
    grade: FreezeGrade;
    except: ScopeEntry;
    thaw: ThawRule;
    thawPerHour: number;
  };

export type TrainEntry = Renamable &
  RuleEntry & {
    description: string;
    /** The environments that it passes, by name. */
    environments: readonly string[];
    /** As RFC 5545 writes them. */
    weekdays: readonly string[];
    /** The calendar whose all-day events are no working days; null: none. */
    holidays: string | null;
    onDayOff: DayOffPolicy;
    milestones: Record<MilestoneBefore, MilestoneRule>;
    capacity: number | null;
    bumping: BumpingRule;
    missed: MissedPolicy;
    /** The train that takes those who miss this one; null unless `missed` names one. */
    missedTrain: string | null;
    holdMinutes: number;
    holdThen: HoldOutcome;
    goRule: GoRule;
    goRoles: readonly Role[];
    onFailure: FailurePolicy;
    overlapping: boolean;
    noticeMinutes: number;
  };

/** Every section of a plan, in the order in which it is written and carried out: each refers to those before it only. */
export type Plan = {
  environments: EnvironmentEntry[];
  teams: TeamEntry[];
  services: ServiceEntry[];
  targets: TargetEntry[];
  policies: PolicyEntry[];
  windows: WindowEntry[];
  freezes: FreezeEntry[];
  trains: TrainEntry[];
};
export type PlanSection = keyof Plan;
export type PlanItem<Section extends PlanSection = PlanSection> = Plan[Section][number];

export const planSections = [
  "environments",
  "teams",
  "services",
  "targets",
  "policies",
  "windows",
  "freezes",
  "trains",
] as const satisfies readonly PlanSection[];

const nowhere: ScopeEntry = { environments: [], teams: [], services: [] };

/** What a field means that a file leaves out; what is not listed must be said. */
export const planDefaults: { readonly [Section in PlanSection]: Partial<PlanItem<Section>> } = {
  environments: { defaultOpen: false, requiresAcceptance: false },
  teams: { hue: 0, workingHours: null },
  services: { description: "", cadence: "slow", dependsOn: [], archived: false },
  targets: { successBy: "report", callTimeoutSeconds: 10, reportTimeoutSeconds: 3_600, enabled: true },
  policies: { authorExcluded: true, coversTime: "occurrence" },
  windows: {
    cadence: "slow",
    rrule: null,
    exdates: [],
    rdates: [],
    lanes: 1,
    granularityMinutes: 15,
    leadMinutes: 0,
    overrun: "finish",
    teams: [],
  },
  freezes: {
    reason: "",
    rrule: null,
    exdates: [],
    rdates: [],
    ...nowhere,
    except: nowhere,
    thaw: "next_slot",
    thawPerHour: 4,
  },
  trains: {
    description: "",
    durationMinutes: 240,
    rrule: null,
    exdates: [],
    rdates: [],
    weekdays: ["MO", "TU", "WE", "TH", "FR"],
    holidays: null,
    onDayOff: "keep",
    milestones: standardMilestones,
    capacity: null,
    bumping: "never",
    missed: "next_departure",
    missedTrain: null,
    holdMinutes: 240,
    holdThen: "ask",
    goRule: "decided",
    goRoles: ["release_manager"],
    onFailure: "stop",
    overlapping: true,
    noticeMinutes: 1_440,
  },
};

/** Whether a field says no more than leaving it out would. */
export function isDefault(section: PlanSection, field: string, value: unknown): boolean {
  const defaults = planDefaults[section] as Record<string, unknown>;
  return field in defaults && JSON.stringify(value) === JSON.stringify(defaults[field]);
}

/** A plan of which only some sections are declared; what a file leaves out it says nothing about. */
export type DeclaredPlan = Partial<Plan>;

/** A thing of the plan as it stands, with the id of its row; a policy's is that of its environment. */
export type Standing<Item> = Item & {
  id: string;
  /** Of a window: its rule does not open any more. It is no part of the plan, but its name is still its own. */
  isOver?: boolean;
};
export type StandingPlan = { [Section in PlanSection]: Standing<Plan[Section][number]>[] };

/** Names are compared as the database compares them: without regard to case. */
export const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byName = (a: string, b: string) => byText(a.toLowerCase(), b.toLowerCase()) || byText(a, b);

/**
 * The plan in the one order in which it is written: environments along the path, all else by name (freezes by when they begin), so
 * that the same plan is the same text, whatever order the rows came in.
 */
export function inWrittenOrder<Of extends Plan>(plan: Of): Of {
  const path = plan.environments.map(({ name }) => name.toLowerCase());
  const stop = (name: string) => path.indexOf(name.toLowerCase());
  return {
    ...plan,
    teams: [...plan.teams].sort((a, b) => byName(a.name, b.name)),
    services: [...plan.services].sort((a, b) => byName(a.name, b.name)),
    targets: [...plan.targets].sort(
      (a, b) => byName(a.service, b.service) || stop(a.environment) - stop(b.environment),
    ),
    policies: [...plan.policies].sort((a, b) => stop(a.environment) - stop(b.environment)),
    windows: [...plan.windows].sort((a, b) => stop(a.environment) - stop(b.environment) || byName(a.name, b.name)),
    freezes: [...plan.freezes].sort(
      (a, b) => byText(a.localStart, b.localStart) || byName(a.name, b.name) || byText(contentOf(a), contentOf(b)),
    ),
    trains: [...plan.trains].sort((a, b) => byName(a.name, b.name)),
  };
}

/** An item as text, without what only the row it came from has: the same for two items that are the same. */
export const contentOf = (item: object): string =>
  JSON.stringify(item, (key, value) => (key === "id" || key === "isOver" ? undefined : value));

/** What is put away or over already, and a policy that asks for nothing: they stand, but nobody would write them into a plan. */
export function isPartOfPlan(item: Standing<PlanItem>): boolean {
  const isArchived = "archived" in item && item.archived;
  const asksForNothing = "stages" in item && item.stages.length === 0;
  return !isArchived && !asksForNothing && item.isOver !== true;
}

/** Lists of names within an item, in their one order. */
export const namesInOrder = (names: readonly string[]): string[] => [...names].sort(byName);
