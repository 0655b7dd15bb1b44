import { describeRule } from "@/lib/time/describe-rule";
import { formatDuration } from "@/lib/time/format";
import { wallTimeMs, wallTimeOfMs } from "@/lib/time/wall-time";
import type { ApprovalTimeCover } from "./approval-content";
import { roleNames } from "./approver";
import { gradeInWords } from "./freeze";
import type { OverrunRule } from "./overrun";
import type { PlanItem, PlanSection, RuleEntry, ScopeEntry, TeamEntry } from "./plan";
import type { Cadence } from "./service-cadence";
import type { SuccessPolicy } from "./target-success";
import type { ThawRule } from "./thaw-rule";
import {
  type DayOffPolicy,
  type MilestoneBefore,
  type MilestoneRule,
  milestonesBefore,
  milestoneWords,
} from "./train-milestones";
import type { BumpingRule, GoRule, HoldOutcome, MissedPolicy } from "./train-policy";

/** One field of a planned thing: how it is called, what is compared, and how a person reads it. */
export type FieldWords<Item> = {
  field: string;
  label: string;
  /** `undefined`: the item has no such field, and so no change of it. */
  value: (item: Item) => unknown;
  words: (item: Item) => string;
};

export type SectionWords<Item> = {
  /** "window", to go after "1" and "the". */
  one: string;
  many: string;
  /** What the item is called where it stands alone: "Core in Production". */
  nameOf: (item: Item) => string;
  fields: readonly FieldWords<Item>[];
};

const list = (names: readonly string[], none: string) => (names.length === 0 ? none : names.join(", "));
const minutes = (count: number) => formatDuration(count * 60_000);
const seconds = (count: number) => formatDuration(count * 1_000);
const dates = (walls: readonly string[]) =>
  list(
    walls.map((wall) => wall.replace("T", " ")),
    "none",
  );

/** A field whose value is read as it stands unless `words` says how. */
function field<Item, Key extends keyof Item & string>(
  key: Key,
  label: string,
  words: (value: Item[Key]) => string = String,
): FieldWords<Item> {
  return { field: key, label, value: (item) => item[key], words: (item) => words(item[key]) };
}

const cadenceWords: Record<Cadence, string> = {
  slow: "slow cadence",
  train: "release train",
  quick: "quick cadence",
  continuous: "continuous availability",
};
const overrunWords: Record<OverrunRule, string> = {
  finish: "what is under way may finish",
  warn: "what is under way may finish, and people are told",
  stop: "no further call is made",
};
const coverWords: Record<ApprovalTimeCover, string> = {
  none: "any time",
  occurrence: "the opening",
  slot: "exactly this time",
};
const successWords: Record<SuccessPolicy, string> = {
  report: "the receiver's report",
  accepted_call: "an accepted call",
};
const thawWords: Record<ThawRule, string> = {
  next_slot: "what it held back goes into the next free slot",
  ask: "what it held back waits for somebody to decide",
};

const dayOffWords: Record<DayOffPolicy, string> = {
  keep: "it leaves all the same",
  next: "it leaves on the next working day",
  previous: "it leaves on the working day before",
};
const bumpingWords: Record<BumpingRule, string> = {
  never: "nobody",
  hotfix: "the last to board, for a hotfix",
  readiest: "what QA has not accepted, for what it has",
};
const missedWords: Record<MissedPolicy, string> = {
  next_departure: "takes the next departure",
  ask: "waits until somebody says",
  named_train: "takes another train",
};
const holdWords: Record<HoldOutcome, string> = {
  go: "it leaves",
  cancel: "it is cancelled",
  ask: "somebody decides",
};
const goWords: Record<GoRule, string> = {
  decided: "when somebody says so",
  all_teams_ready: "when every team is ready",
  automatic: "by itself",
};

function milestonesInWords(rules: Record<MilestoneBefore, MilestoneRule>): string {
  return milestonesBefore
    .map((name) => `${milestoneWords[name]} ${rules[name].workingDays} working days before at ${rules[name].at}`)
    .join(", ");
}

/** "2026-12-22 00:00 to 2026-12-24 00:00, Europe/Berlin": what happens once may last for days. */
function onceInWords({ localStart, durationMinutes, zone }: RuleEntry): string {
  const end = wallTimeOfMs((wallTimeMs(localStart) ?? 0) + durationMinutes * 60_000);
  return `${localStart.replace("T", " ")} to ${end.replace("T", " ")}, ${zone}`;
}

/** `rrule`, start and length make one sentence; the day on which a repeating rule begins is told apart. */
function ruleWords<Item extends RuleEntry>(label: string): FieldWords<Item>[] {
  return [
    {
      field: "rrule",
      label,
      value: ({ zone, localStart, durationMinutes, rrule }) => [
        zone,
        rrule === null ? localStart : localStart.slice(10),
        durationMinutes,
        rrule,
      ],
      words: (rule) => (rule.rrule === null ? onceInWords(rule) : describeRule(rule)),
    },
    {
      field: "localStart",
      label: "From",
      value: ({ rrule, localStart }) => (rrule === null ? undefined : localStart.slice(0, 10)),
      words: ({ localStart }) => localStart.slice(0, 10),
    },
    field<Item, "exdates">("exdates", "Left out", dates),
    field<Item, "rdates">("rdates", "Also", dates),
  ];
}

function hoursInWords(hours: TeamEntry["workingHours"]): string {
  return hours === null ? "around the clock" : `${hours.days.join(", ")}, ${hours.from}–${hours.to}, ${hours.zone}`;
}

function scopeInWords({ environments, teams, services }: ScopeEntry, nothing: string): string {
  const parts = [
    environments.length > 0 ? environments.join(" or ") : "",
    teams.length > 0 ? `of ${teams.join(" or ")}` : "",
    services.length > 0 ? services.join(" or ") : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? nothing : parts.join(", ");
}

const scopeOf = ({ environments, teams, services }: ScopeEntry) => [environments, teams, services];

/** Every section in words: for the screen, the command line and the audit log alike. */
export const planWords: { [Section in PlanSection]: SectionWords<PlanItem<Section>> } = {
  environments: {
    one: "environment",
    many: "environments",
    nameOf: ({ name }) => name,
    fields: [
      field("name", "Name"),
      field("zone", "Time zone"),
      field("defaultOpen", "Outside windows", (open) => (open ? "open" : "closed")),
      field("requiresAcceptance", "QA's acceptance", (needed) => (needed ? "needed" : "not needed")),
    ],
  },
  teams: {
    one: "team",
    many: "teams",
    nameOf: ({ name }) => name,
    fields: [
      field("name", "Name"),
      field("hue", "Colour", (hue) => `hue ${hue}`),
      field("workingHours", "Working hours", hoursInWords),
    ],
  },
  services: {
    one: "service",
    many: "services",
    nameOf: ({ name }) => name,
    fields: [
      field("name", "Name"),
      field("team", "Team"),
      field("description", "Description", (text) => text || "none"),
      field("cadence", "Cadence", (cadence) => cadenceWords[cadence]),
      field("dependsOn", "Depends on", (names) => list(names, "nothing")),
      field("archived", "State", (archived) => (archived ? "archived" : "in use")),
    ],
  },
  targets: {
    one: "target",
    many: "targets",
    nameOf: ({ service, environment }) => `${service} in ${environment}`,
    fields: [
      field("url", "Address"),
      field("successBy", "Ends well by", (by) => successWords[by]),
      field("callTimeoutSeconds", "A call may take", seconds),
      field("reportTimeoutSeconds", "The report may take", seconds),
      field("enabled", "Switch", (on) => (on ? "on" : "off")),
    ],
  },
  policies: {
    one: "approval policy",
    many: "approval policies",
    nameOf: ({ environment }) => environment,
    fields: [
      field("stages", "Signatures", (stages) =>
        list(
          stages.map(({ role, required }) => `${required} ${roleNames[role][required === 1 ? "one" : "many"]}`),
          "none",
        ),
      ),
      field("authorExcluded", "Authors", (excluded) => (excluded ? "cannot approve" : "may approve their own work")),
      field("coversTime", "A signature covers", (covers) => coverWords[covers]),
    ],
  },
  windows: {
    one: "window",
    many: "windows",
    nameOf: ({ environment, name }) => `${name} in ${environment}`,
    fields: [
      field("name", "Name"),
      ...ruleWords<PlanItem<"windows">>("Opens"),
      field("lanes", "Lanes"),
      field("granularityMinutes", "Grid", minutes),
      field("leadMinutes", "Latest booking", (lead) => (lead === 0 ? "up to the start" : `${minutes(lead)} before`)),
      field("cadence", "Made for", (cadence) => cadenceWords[cadence]),
      field("overrun", "When it closes", (rule) => overrunWords[rule]),
      field("teams", "Who may book", (names) => list(names, "every team")),
    ],
  },
  freezes: {
    one: "freeze",
    many: "freezes",
    nameOf: ({ name }) => name,
    fields: [
      field("name", "Name"),
      field("reason", "Reason", (text) => text || "none"),
      field("grade", "Closes", (grade) => gradeInWords(grade).replace(/^for /, "")),
      ...ruleWords<PlanItem<"freezes">>("When"),
      { field: "environments", label: "Reaches", value: scopeOf, words: (item) => scopeInWords(item, "everything") },
      field("except", "But not", (scope) => scopeInWords(scope, "nothing left out")),
      field("thaw", "Afterwards", (rule) => thawWords[rule]),
      field("thawPerHour", "Pace afterwards", (count) => `${count} an hour`),
    ],
  },
  trains: {
    one: "train",
    many: "trains",
    nameOf: ({ name }) => name,
    fields: [
      field("name", "Name"),
      field("description", "Description", (text) => text || "none"),
      field("environments", "Passes", (names) => list(names, "nothing")),
      ...ruleWords<PlanItem<"trains">>("Departs"),
      field("weekdays", "Working days", (days) => days.join(", ")),
      field("holidays", "Holidays", (name) => name ?? "none"),
      field("onDayOff", "On a day off", (policy) => dayOffWords[policy]),
      field("milestones", "Milestones", milestonesInWords),
      field("capacity", "Places", (places) => (places === null ? "any number" : String(places))),
      field("bumping", "Who makes room", (rule) => bumpingWords[rule]),
      field("missed", "Who misses it", (policy) => missedWords[policy]),
      field("missedTrain", "Goes on with", (name) => name ?? "this train"),
      field("holdMinutes", "A hold lasts", minutes),
      field("holdThen", "And then", (outcome) => holdWords[outcome]),
      field("goRule", "Goes", (rule) => goWords[rule]),
      field("goRoles", "Who says go", (names) =>
        list(
          names.map((role) => roleNames[role].many),
          "its conductors alone",
        ),
      ),
      field("onFailure", "When something fails", (policy) =>
        policy === "stop" ? "it stops" : "what does not depend on it goes on",
      ),
      field("overlapping", "Boards", (overlaps) =>
        overlaps ? "while others are on their way" : "when the one before has arrived",
      ),
      field("noticeMinutes", "People are told", (lead) => (lead === 0 ? "never" : `${minutes(lead)} before`)),
    ],
  },
};
