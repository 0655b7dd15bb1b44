import type { z } from "zod";
import type { DeclaredPlan, PlanSection } from "@/lib/domain/plan";
import { accept, type Result, type Rule, refuse } from "@/lib/domain/refusal";
import { declaredPlanOf, planFile } from "./plan-file";
import { type Fault, readYaml } from "./read-yaml";

/** How many faults of a file are named at once: enough to go on mending, and the rest are often the same. */
const faultsNamed = 20;

/** Where something stands in the file, by its path: `windows.2.rrule`, or the nearest thing around it that is there. */
export type LineOf = (path: string) => number | undefined;

export type ReadPlan = { plan: DeclaredPlan; lineOf: LineOf };

/**
 * Reads a plan file. Refuses (`invalid_input`) what is no YAML, what the schema does not know or allow, and what could be a trap
 * (aliases, tags, nesting without end), each fault with its line, its path and the rule that it breaks.
 */
export function readPlanText(text: string): Result<ReadPlan> {
  const yaml = readYaml(text);
  if (!yaml.ok) return refuseFaults(yaml.faults);
  const lineOf: LineOf = (path) => {
    for (let parts = path.split("."); parts.length > 0; parts = parts.slice(0, -1)) {
      const line = yaml.lines.get(parts.join("."));
      if (line !== undefined) return line;
    }
    return undefined;
  };
  const parsed = planFile.safeParse(yaml.value ?? {});
  if (parsed.success) return accept({ plan: declaredPlanOf(parsed.data), lineOf });
  return refuseFaults(
    parsed.error.issues.flatMap((issue) => {
      const found = faultOf(issue);
      return found.map(({ path, reason }) => ({ line: lineOf(path) ?? 1, path, reason }));
    }),
  );
}

/** The refusal that names faults of a file, first things first. */
export function refuseFaults(faults: readonly Fault[]): ReturnType<typeof refuse> {
  const inOrder = [...faults].sort((a, b) => a.line - b.line);
  const rules = inOrder.slice(0, faultsNamed).map(
    ({ line, path, reason }): Rule => ({
      kind: "plan",
      name: path === undefined || path === "" ? `Line ${line}` : `Line ${line}, ${inBrackets(path)}`,
      reason: sentence(reason),
    }),
  );
  const more = faults.length > rules.length ? ` These are the first ${rules.length}.` : "";
  const count = faults.length === 1 ? "a fault" : `${faults.length} faults`;
  return refuse("invalid_input", `The file has ${count}.${more}`, { field: "text", rules });
}

function faultOf(issue: z.core.$ZodIssue): { path: string; reason: string }[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: path === "" ? key : `${path}.${key}`,
      reason: path === "" ? "is no section of a plan" : `is not a field of ${entryOf(issue.path[0])}`,
    }));
  }
  if (path === "" && issue.code === "invalid_type")
    return [{ path, reason: "a plan is a map that begins with signalbox: 1" }];
  const isMissing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
  return [{ path, reason: isMissing ? "is missing" : issue.message.replace(/^Invalid \w+: /, "") }];
}

const entries: Record<PlanSection, string> = {
  environments: "an environment",
  teams: "a team",
  services: "a service",
  targets: "a target",
  policies: "an approval policy",
  windows: "a window",
  freezes: "a freeze",
  trains: "a train",
};
const entryOf = (section: PropertyKey | undefined) => entries[section as PlanSection] ?? "this";

/** "windows.2.rrule" → "windows[2].rrule" */
const inBrackets = (path: string) => path.replace(/\.(\d+)(?=\.|$)/g, "[$1]");

/** "is missing" → "Is missing." */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "."}`;
}
