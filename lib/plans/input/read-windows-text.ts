import type { ForeignWindow } from "@/lib/domain/foreign-window";
import { accept, type Result } from "@/lib/domain/refusal";
import { refuseFaults } from "./read-plan-text";
import { type Fault, readYaml } from "./read-yaml";

/** A definition of another program, where it stands in the text, and what it says that we have no word for. */
export type FoundWindow = { line: number; foreign: ForeignWindow; asides: string[] };

const mostWindows = 100;
const mostName = 120;

type Entry = Record<string, unknown>;

/** The spellings of a field in the programs that we read. */
const spellings = {
  schedule: ["schedule"],
  duration: ["duration"],
  freezeStart: ["freeze_start", "freezeStart"],
  freezeEnd: ["freeze_end", "freezeEnd"],
  start: ["start", "start_time", "startTime"],
  end: ["end", "end_time", "endTime"],
  rrule: ["rrule", "recurrence"],
  zone: ["timeZone", "timezone", "time_zone", "cron_timezone", "cronTimezone", "tz", "zone"],
  kind: ["kind", "type"],
  name: ["name", "title", "id"],
  comment: ["description", "note", "comment"],
} as const;

function said(entry: Entry, field: keyof typeof spellings): string | undefined {
  const key = spellings[field].find((spelling) => entry[spelling] !== undefined && entry[spelling] !== null);
  if (key === undefined) return undefined;
  const value = entry[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/**
 * Finds windows and freezes in what other programs write, as YAML or JSON: sync windows of Argo CD (a whole project or the list),
 * freeze periods of GitLab, maintenance windows with an RRULE, single stretches. Refuses (`invalid_input`) what cannot be read, what
 * holds none, and definitions that lack a part, each with its line.
 */
export function readWindowsText(text: string): Result<FoundWindow[]> {
  const yaml = readYaml(text);
  if (!yaml.ok) return refuseFaults(yaml.faults);
  const found: FoundWindow[] = [];
  const faults: Fault[] = [];
  const written = text.split("\n");
  const visit = (value: unknown, path: string) => {
    if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) visit(each, path === "" ? String(index) : `${path}.${index}`);
    } else if (typeof value === "object" && value !== null) {
      const entry = value as Entry;
      const line = yaml.lines.get(path) ?? 1;
      const when = whenOf(entry);
      if (typeof when === "string") faults.push({ line, path, reason: when });
      else if (when !== undefined)
        found.push(foundIn(entry, when, line, commentsAt(written, line, lastLine(yaml.lines, path, line))));
      else for (const [key, each] of Object.entries(entry)) visit(each, path === "" ? key : `${path}.${key}`);
    }
  };
  visit(yaml.value, "");
  if (faults.length > 0) return refuseFaults(faults);
  if (found.length === 0)
    return refuseFaults([
      {
        line: 1,
        reason:
          "There is no window in it: neither schedule and duration, nor freeze_start and freeze_end, nor start and end",
      },
    ]);
  if (found.length > mostWindows)
    return refuseFaults([{ line: 1, reason: `It holds ${found.length} windows; ${mostWindows} are read at once` }]);
  return accept(found);
}

/** `undefined`: this is no definition. A text: it is one, and what it lacks. */
function whenOf(entry: Entry): ForeignWindow["when"] | string | undefined {
  const [schedule, duration] = [said(entry, "schedule"), said(entry, "duration")];
  if (schedule !== undefined)
    return duration === undefined ? "It has a schedule and no duration" : { form: "cron_duration", schedule, duration };
  const [freezeStart, freezeEnd] = [said(entry, "freezeStart"), said(entry, "freezeEnd")];
  if (freezeStart !== undefined || freezeEnd !== undefined) {
    if (freezeStart === undefined) return "It has a freeze_end and no freeze_start";
    return freezeEnd === undefined
      ? "It has a freeze_start and no freeze_end"
      : { form: "cron_pair", start: freezeStart, end: freezeEnd };
  }
  const [start, end, rrule] = [said(entry, "start"), said(entry, "end"), said(entry, "rrule")];
  if (start === undefined && rrule === undefined) return undefined;
  if (start === undefined) return "It has a recurrence and no start";
  if (end === undefined) return rrule === undefined ? undefined : "It has a recurrence and no end";
  return rrule === undefined ? { form: "once", start, end } : { form: "rrule", start, end, rrule };
}

const closing = ["deny", "freeze", "block", "closed", "exclusion"];

function foundIn(entry: Entry, when: ForeignWindow["when"], line: number, comments: string): FoundWindow {
  const kind = said(entry, "kind")?.toLowerCase();
  const closesByForm = when.form === "cron_pair" || (when.form === "once" && kind === undefined);
  return {
    line,
    foreign: {
      name: (said(entry, "name") ?? "").trim().slice(0, mostName),
      does: closesByForm || (kind !== undefined && closing.includes(kind)) ? "closes" : "opens",
      when,
      zone: said(entry, "zone") ?? null,
      comment: [said(entry, "comment") ?? "", comments].filter(Boolean).join(" "),
    },
    asides: asidesOf(entry),
  };
}

/** What the definition says that is not taken over. */
function asidesOf(entry: Entry): string[] {
  const limits = ["applications", "namespaces", "clusters"].flatMap((key) => {
    const value = entry[key];
    const names = Array.isArray(value) ? value.map(String).filter((name) => name !== "*") : [];
    return names.length === 0
      ? []
      : [`There it is limited to ${key} ${names.slice(0, 3).join(", ").slice(0, 120)}: choose what it is for here.`];
  });
  const off = entry.enabled === false || entry.active === false || entry.disabled === true;
  return [
    ...limits,
    ...(entry.manualSync === true
      ? ["There it lets manual syncs through (manualSync); here it holds for everybody."]
      : []),
    ...(off ? ["It is switched off there."] : []),
  ];
}

function lastLine(lines: ReadonlyMap<string, number>, path: string, first: number): number {
  let last = first;
  for (const [each, line] of lines) if (each.startsWith(`${path}.`) && line > last) last = line;
  return last;
}

/** What stands after # at the ends of its lines and in the lines right above it. */
function commentsAt(lines: readonly string[], first: number, last: number): string {
  const above: string[] = [];
  for (let index = first - 2; index >= 0; index--) {
    const match = /^\s*#\s?(.*)$/.exec(lines[index] ?? "");
    if (match === null) break;
    above.unshift(match[1] ?? "");
  }
  const beside = lines.slice(first - 1, last).flatMap((line) => /(?:^|\s)#\s?([^"']*)$/.exec(line)?.[1] ?? []);
  return [...above, ...beside].join(" ").slice(0, 2_000);
}
