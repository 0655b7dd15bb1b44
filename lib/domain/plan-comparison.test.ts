import { describe, expect, it } from "vitest";
import type { DeclaredPlan, Plan } from "./plan";
import { comparePlans } from "./plan-comparison";
import { afterRenaming, withKnownNames } from "./plan-references";
import { aFreezeItem, anEnvironment, aPlan, aService, aTeam, aWindowItem, standingAs } from "./testing/plan-example";

/** As a file is compared: its names settled first. */
function compare(before: Plan, file: DeclaredPlan, { prune = false } = {}) {
  const standing = afterRenaming(standingAs(before), file);
  const { wanted, unknown } = withKnownNames(standing, file, { prune });
  expect(unknown).toEqual([]);
  return comparePlans(standing, wanted, { prune });
}

const inShort = ({ changes }: ReturnType<typeof compare>) =>
  changes.map(({ section, action, name, fields }) => [
    `${action} ${section} ${name}`,
    ...fields.map(({ label, before, after }) => `${label}: ${before} → ${after}`),
  ]);

describe("what a file would change", () => {
  it("is nothing where it says what stands, in whatever order and case of names", () => {
    const plan = aPlan();
    const file = {
      ...plan,
      services: [aService("ledger", { team: "payments" }), aService("checkout", { dependsOn: ["LEDGER"] })],
      windows: [aWindowItem("Core", { environment: "production" })],
    };
    expect(compare(plan, file, { prune: true })).toEqual({ changes: [], undeclared: [] });
  });

  it("is told field by field in words, before and after", () => {
    const file = { windows: [aWindowItem("Core", { rrule: "FREQ=WEEKLY;BYDAY=TU,TH", lanes: 3, leadMinutes: 120 })] };
    expect(inShort(compare(aPlan(), file))).toEqual([
      [
        "change windows Core in Production",
        "Opens: every Tuesday, 06:00–12:00, Europe/Berlin → every week on Tuesday and Thursday, 06:00–12:00, Europe/Berlin",
        "Lanes: 1 → 3",
        "Latest booking: up to the start → 2 h before",
      ],
    ]);
  });

  it("names of what is new only what is said of it", () => {
    const file = { freezes: [aFreezeItem("Christmas", { services: ["ledger"], thawPerHour: 2 })] };
    expect(inShort(compare(aPlan(), file))).toEqual([
      [
        "add freezes Christmas",
        "Closes:  → everything",
        "When:  → 2026-12-22 00:00 to 2026-12-24 00:00, Europe/Berlin",
        "Reaches:  → ledger",
        "Pace afterwards:  → 2 an hour",
      ],
    ]);
  });

  it("shows how it is written where two values read alike", () => {
    const file = { windows: [aWindowItem("Core", { rrule: "FREQ=WEEKLY;BYDAY=TU;WKST=SU" })] };
    const [change] = compare(aPlan(), file).changes;
    expect(change?.fields).toMatchObject([{ field: "rrule", after: expect.stringContaining("WKST=SU") }]);
  });

  it("leaves sections alone that the file does not declare, also when it may remove", () => {
    expect(compare(aPlan(), { teams: [aTeam("Payments", { hue: 5 })] }, { prune: true })).toEqual({
      changes: [],
      undeclared: [],
    });
  });

  it("keeps what a declared section does not name, and says so", () => {
    const { changes, undeclared } = compare(aPlan(), { windows: [] });
    expect(changes).toEqual([]);
    expect(undeclared).toEqual([{ section: "windows", name: "Core in Production" }]);
  });

  it("removes it only when asked to: what stands on others first", () => {
    const before = aPlan();
    const file = { ...before, windows: [], policies: [], targets: [], services: [], teams: [] };
    expect(compare(before, file, { prune: true }).changes.map(({ action, name }) => `${action} ${name}`)).toEqual([
      "remove Core in Production",
      "remove Production",
      "remove ledger in Production",
      "remove checkout",
      "remove ledger",
      "remove Payments",
    ]);
  });

  it("removes nothing that is put away or over already", () => {
    const standing = standingAs(aPlan({ services: [aService("old", { archived: true })] }));
    const [window] = standing.windows;
    const before = { ...standing, windows: window ? [{ ...window, isOver: true }] : [] };
    const { changes } = comparePlans(before, { services: [], windows: [] }, { prune: true });
    expect(changes).toEqual([]);
  });

  it("takes a policy that asks for nothing as none", () => {
    const file = {
      policies: [
        { environment: "Staging", stages: [], authorExcluded: true, coversTime: "occurrence" as const },
        { environment: "Production", stages: [], authorExcluded: true, coversTime: "occurrence" as const },
      ],
    };
    expect(inShort(compare(aPlan(), file))).toEqual([
      ["change policies Production", "Signatures: 1 release manager → none"],
    ]);
  });
});

describe("renaming", () => {
  it("changes the name and nothing of what refers to it", () => {
    const before = aPlan();
    const file: DeclaredPlan = {
      ...before,
      teams: [aTeam("Money", { was: "Payments", hue: 5 })],
      services: before.services.map((service) => ({ ...service, team: "Money" })),
    };
    expect(inShort(compare(before, file, { prune: true }))).toEqual([["change teams Money", "Name: Payments → Money"]]);
  });

  it("says nothing any more once the new name stands, so that a file can be applied again", () => {
    const before = aPlan({ teams: [aTeam("Money"), aTeam("Payments")] });
    expect(compare(before, { teams: [aTeam("Money", { was: "Payments" })] })).toEqual({
      changes: [],
      undeclared: [{ section: "teams", name: "Payments" }],
    });
  });

  it("may change the case of a name alone", () => {
    expect(inShort(compare(aPlan(), { teams: [aTeam("PAYMENTS", { hue: 5 })] }))).toEqual([
      ["change teams PAYMENTS", "Name: Payments → PAYMENTS"],
    ]);
  });
});

describe("names that mean nothing", () => {
  const unknown = (file: DeclaredPlan, prune = false) =>
    withKnownNames(standingAs(aPlan()), file, { prune }).unknown.map(
      ({ section, at, field, name }) => `${section}.${at}.${field}: ${name}`,
    );

  it("are told with their place", () => {
    const file = {
      services: [aService("ledger", { team: "Nobody", dependsOn: ["checkout", "nothing"] })],
      freezes: [
        aFreezeItem("Winter", { environments: ["Moon"], except: { environments: [], teams: [], services: ["x"] } }),
      ],
    };
    expect(unknown(file)).toEqual([
      "services.0.team: Nobody",
      "services.0.dependsOn.1: nothing",
      "freezes.0.environments.0: Moon",
      "freezes.0.except.services.0: x",
    ]);
  });

  it("are those of what would be removed, too", () => {
    const file = { teams: [aTeam("Shop")], services: [aService("ledger")] };
    expect(unknown(file)).toEqual([]);
    expect(unknown(file, true)).toEqual(["services.0.team: Payments"]);
  });
});

describe("freezes that share a name", () => {
  const winters = [aFreezeItem("Christmas"), aFreezeItem("Christmas", { localStart: "2027-12-22T00:00" })];

  it("are told apart by their first day", () => {
    const [first, second] = winters;
    if (!first || !second) throw new Error("there are two");
    const file = { freezes: [{ ...second, grade: "hotfix_only" as const }, first] };
    expect(inShort(compare(aPlan({ freezes: winters }), file))).toEqual([
      ["change freezes Christmas", "Closes: everything → all but hotfixes"],
    ]);
  });

  it("are paired in order where nothing else tells them apart", () => {
    const file = { freezes: [aFreezeItem("Christmas"), aFreezeItem("Christmas", { localStart: "2028-12-22T00:00" })] };
    expect(compare(aPlan({ freezes: winters }), file)).toMatchObject({
      changes: [{ action: "change" }],
      undeclared: [],
    });
  });
});

describe("the promotion path", () => {
  const path = (before: string[], after: string[], prune = false) =>
    compare(
      aPlan({ environments: before.map((name) => anEnvironment(name)), policies: [], windows: [], targets: [] }),
      { environments: after.map((name) => anEnvironment(name)) },
      { prune },
    ).path;

  it("is a change of its own where its order becomes another", () => {
    expect(path(["Dev", "Production"], ["Dev", "QA", "Production"])).toEqual({
      before: ["Dev", "Production", "QA"],
      after: ["Dev", "QA", "Production"],
    });
  });

  it("is none where what is new comes last, or what goes was between others", () => {
    expect(path(["Dev", "QA"], ["Dev", "QA", "Production"])).toBeUndefined();
    expect(path(["Dev", "QA", "Production"], ["Dev", "Production"], true)).toBeUndefined();
  });

  it("keeps what the file does not name behind what it stood behind, and stays so when applied again", () => {
    const after = path(["Dev", "Lab", "QA"], ["QA", "Dev"])?.after;
    expect(after).toEqual(["QA", "Dev", "Lab"]);
    expect(path(after ?? [], ["QA", "Dev"])).toBeUndefined();
  });
});
