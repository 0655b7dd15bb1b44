import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plans } from "@/db/testing/plan";
import { type Plan, planDefaults, planSections } from "@/lib/domain/plan";
import { aFreezeItem, aPlan, aService, aTeam } from "@/lib/domain/testing/plan-example";
import { planItems } from "./input/plan-file";
import { planFileSchema } from "./input/plan-schema";
import { readPlanText } from "./input/read-plan-text";
import { writePlanText } from "./input/write-plan-text";

const url = "https://signalbox.example.com";

/** What a file is refused for: "Line 3, teams[0].hue: …". */
function faults(text: string): string[] {
  const read = readPlanText(text);
  if (read.ok) throw new Error("it was read");
  expect(read.refusal).toMatchObject({ code: "invalid_input", field: "text" });
  return read.refusal.rules.map(({ name, reason }) => `${name}: ${reason}`);
}

describe("a plan as text", () => {
  it("is read as what was written, and written the same again", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const text = writePlanText(plan, url);
        const read = readPlanText(text);
        if (!read.ok) throw new Error(JSON.stringify(read.refusal.rules));
        const filled = { ...emptyPlan, ...read.value.plan };
        expect(filled).toEqual(plan);
        expect(writePlanText(filled as Plan, url)).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it("names its schema for editors, and holds only what differs from a default", () => {
    const plan = aPlan({
      teams: [
        aTeam("no", { workingHours: { zone: "UTC", from: "08:00", to: "18:00", days: ["mon", "tue"] } }),
        aTeam("Payments"),
      ],
      services: [aService("ledger", { description: "Double entry.\nOf everything." })],
      targets: [],
      windows: [],
      freezes: [aFreezeItem("Christmas", { environments: ["Production"] })],
    });
    expect(writePlanText(plan, url)).toBe(`# yaml-language-server: $schema=${url}/api/v1/plan-schema.json
signalbox: 1

environments:
  - name: Staging
    zone: Europe/Berlin

  - name: Production
    zone: Europe/Berlin
    requiresAcceptance: true

teams:
  - name: "no"
    workingHours:
      zone: UTC
      from: "08:00"
      to: "18:00"
      days: [mon, tue]

  - name: Payments

services:
  - name: ledger
    team: Payments
    description: |-
      Double entry.
      Of everything.

policies:
  - environment: Production
    stages:
      - role: release_manager
        required: 1

freezes:
  - name: Christmas
    grade: closed
    localStart: 2026-12-22T00:00
    zone: Europe/Berlin
    durationMinutes: 2880
    environments:
      - Production
`);
  });

  it("may leave out every field that has a default, and means it then", () => {
    for (const section of planSections) {
      const { shape } = planItems[section];
      for (const [field, value] of Object.entries(planDefaults[section]))
        expect(shape[field]?.parse(undefined), `${section}.${field}`).toEqual(value);
    }
  });

  it("has a JSON Schema that knows every section and refuses what is none", () => {
    const schema = planFileSchema(url);
    expect(schema).toMatchObject({ $id: `${url}/api/v1/plan-schema.json`, additionalProperties: false });
    expect(Object.keys(schema.properties ?? {})).toEqual(["signalbox", ...planSections]);
    expect(schema.required).toEqual(["signalbox"]);
  });
});

const emptyPlan = Object.fromEntries(planSections.map((section) => [section, []]));

describe("a file with faults", () => {
  it("is told each with its line, its path and the rule it breaks", () => {
    expect(
      faults(`signalbox: 1
ferries: []
teams:
  - name: Payments
    hue: 12
    colour: red
  - hue: 1
windows:
  - name: Core
    environment: Production
    zone: Mars/Olympus
    localStart: 2026-02-30T06:00
    durationMinutes: 360
    cadence: fast
`),
    ).toEqual([
      "Line 2, ferries: Is no section of a plan.",
      "Line 5, teams[0].hue: Too big: expected number to be <=11.",
      "Line 6, teams[0].colour: Is not a field of a team.",
      "Line 7, teams[1].name: Is missing.",
      "Line 11, windows[0].zone: Must be an IANA time zone, such as Europe/Berlin.",
      "Line 12, windows[0].localStart: Must be a date and time that exists in the calendar.",
      'Line 14, windows[0].cadence: Expected one of "slow"|"train"|"quick".',
    ]);
  });

  it.each([
    ["nothing at all", "", "Line 1, signalbox: Must be 1: the version of the format."],
    ["a later version", "teams: []\nsignalbox: 2", "Line 2, signalbox: Must be 1: the version of the format."],
    ["a list", "- a", "Line 1: A plan is a map that begins with signalbox: 1."],
    ["broken YAML", "signalbox: 1\nteams: [", "Line 2: Flow sequence in block collection must be sufficiently"],
    ["a tab", "signalbox: 1\nteams:\n\t- a", "Line 3: Tabs are not allowed as indentation."],
    ["two documents", "signalbox: 1\n---\nsignalbox: 1", "Line 2: Source contains multiple documents"],
    ["a key twice", "signalbox: 1\nteams: []\nteams: []", "Line 3, teams: It stands here twice."],
    ["a name twice", "signalbox: 1\nteams:\n  - name: a\n  - name: A", "Line 4, teams[1]: Stands in the file already."],
    ["an alias", "signalbox: 1\nteams: &t []\nservices: *t", "Line 2, teams: Anchors and aliases are not read"],
    ["a tag", "signalbox: 1\nteams: !!js/function x", "Line 2: Unresolved tag"],
    ["a standard tag", "signalbox: !!str 1", "Line 1, signalbox: Tags are not read."],
    ["another YAML", "%YAML 1.1\n---\nsignalbox: 1", "Line 1: Only YAML 1.2 is read."],
    ["a prototype", "signalbox: 1\n__proto__: { teams: [] }", "Line 2, __proto__: Is no section of a plan."],
    ["a key that is a map", "signalbox: 1\n{ a: 1 }: 2", "Line 2: A key is a word."],
    ["a lone surrogate", 'signalbox: 1\nteams: [{ name: "\\uD800" }]', "Line 2, teams[0].name: Must be well-formed"],
  ])("%s", (_, text, fault) => {
    expect(faults(text)[0]).toContain(fault);
  });

  it("is not listed without end", () => {
    const text = `signalbox: 1\nteams:\n${"  - hue: 1\n".repeat(500)}`;
    expect(faults(text)).toHaveLength(20);
    const read = readPlanText(text);
    expect(read.ok ? "" : read.refusal.message).toBe("The file has 500 faults. These are the first 20.");
  });
});

describe("a file made to keep us busy", () => {
  const size = 256 * 1024;
  const filled = (piece: string) => piece.repeat(Math.floor(size / piece.length));
  const bomb = [
    "a: &a [x, x]",
    ..."bcdefghijklm".split("").map((key, at) => `${key}: &${key} [*${"abcdefghijkl"[at]}, *${"abcdefghijkl"[at]}]`),
  ];

  it.each([
    ["brackets", filled("[")],
    ["braces", filled("{a: ")],
    ["nested lists", filled("- ")],
    ["question marks", filled("? ")],
    ["quotes", filled('"')],
    ["colons", filled(": ")],
    ["commas", `[${",".repeat(99_000)}]`],
    ["closing brackets", "]".repeat(99_000)],
    ["many keys", Array.from({ length: 24_000 }, (_, at) => `k${at}: 1`).join("\n")],
    ["many anchors", Array.from({ length: 12_000 }, (_, at) => `- &a${at} 1\n- *a${at}`).join("\n")],
    ["a bomb of aliases", bomb.join("\n")],
    ["stairs of indentation", Array.from({ length: 700 }, (_, at) => `${" ".repeat(at)}a:`).join("\n")],
    ["keys that are maps", filled("{a: 1}: ")],
    ["one long scalar", filled("a ")],
    ["blank lines", filled(" \n")],
    ["entries without end", `signalbox: 1\nteams:\n${"- name: a\n".repeat(20_000)}`],
  ])("%s is refused in bounded time", (_, text) => {
    const begin = performance.now();
    expect(readPlanText(text).ok).toBe(false);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
