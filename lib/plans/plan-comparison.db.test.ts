import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { auditEvents, releaseWindows } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { planActs } from "@/db/testing/plan-acts";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";

/** A plan is that of the whole installation, so each test has one of its own. */
let database: TestDatabase;
let db: Database;
let organisation: Organisation;
let asAdmin: ReturnType<typeof contextAs>;
const { exported, compare, carryOut, inShort, file, moreLanes } = planActs(() => asAdmin);

beforeEach(async () => {
  database = await createTestDatabase();
  db = database.db;
  organisation = await buildOrganisation(db);
  asAdmin = contextAs(actorOf(organisation.people.admin), organisation.now, db);
});
afterEach(() => database.drop());

describe("a comparison", () => {
  it("tells each change with its line, field by field, and keeps nothing of it", async () => {
    const text = (await moreLanes()).replace("name: Shop\n    hue: 5", "name: Store\n    was: Shop\n    hue: 6");
    const rows = () => db.select().from(releaseWindows).orderBy(releaseWindows.id);
    const before = await rows();
    // In the file the services still belong to Shop, which is called Store now.
    const renamed = text.replace("team: Shop", "team: Store");
    const comparison = await compare(renamed);
    expect(inShort(comparison)).toEqual([
      "change teams Store; Name Shop → Store; Colour hue 5 → hue 6",
      "change windows Production in Production; Lanes 3 → 4",
    ]);
    expect(comparison.changes.map(({ line }) => renamed.split("\n")[(line ?? 0) - 1])).toEqual([
      "  - name: Store",
      "  - name: Production",
    ]);
    expect(await rows()).toEqual(before);
    expect(await db.$count(auditEvents)).toBe(0);
  });

  it("names what stands and is not in the file, and removes it only when told to", async () => {
    const text = file("windows: []\nteams: []\n");
    expect(await compare(text)).toMatchObject({
      changes: [],
      undeclared: [
        { section: "teams", name: "Payments" },
        { section: "teams", name: "Shop" },
        { section: "windows", name: "Staging daily in Staging" },
        { section: "windows", name: "Production in Production" },
      ],
    });
  });

  it("shows every change that would be refused, each with its rules, and not only the first", async () => {
    const slot = await aSlot(db, organisation);
    const { changes } = await compare(file("windows: []\nteams: []\n"), true);
    expect(changes.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ["Staging daily in Staging", undefined],
      ["Production in Production", "in_use"],
      ["Payments", "in_use"],
      ["Shop", "in_use"],
    ]);
    expect(changes[1]?.problem?.rules).toMatchObject([{ id: slot.id, name: "Slot of Payments" }]);
  });

  it("shows which booked slots a freeze would keep from opening, and which it lets go again", async () => {
    const { release } = await anAcceptedRelease(db, organisation, { version: "4.2.0" });
    await aSlot(db, organisation, { releases: [release] });
    const winter = (grade: string) =>
      file(
        `freezes:\n  - { name: Winter, grade: ${grade}, zone: UTC, localStart: 2026-11-24T00:00, durationMinutes: 1440, environments: [Production] }\n`,
      );
    const added = await compare(winter("closed"));
    expect(added.changes[0]?.effects).toMatchObject([
      { kind: "missed", words: "1 booked slot will be missed unless it is moved.", slots: [{ name: "ledger 4.2.0" }] },
    ]);
    await carryOut(winter("closed"));
    expect((await compare(winter("no_train"))).changes[0]?.effects).toMatchObject([{ kind: "freed" }]);
    expect((await compare(file("freezes: []\n"), true)).changes).toMatchObject([
      { action: "remove", name: "Winter", effects: [{ kind: "freed" }] },
    ]);
  });

  it("shows which booked slots keep an opening that the rule no longer has", async () => {
    await aSlot(db, organisation);
    const text = (await exported()).replace("FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;BYDAY=FR");
    expect((await compare(text)).changes[0]?.effects).toMatchObject([
      { kind: "kept", slots: [{ teamName: "Payments", environmentName: "Production" }] },
    ]);
  });

  it("shows which signatures a policy would make stale", async () => {
    const { release } = await anAcceptedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    await anApproval(db, organisation, slot, organisation.people.releaseManager);
    const text = (await exported()).replace("required: 1", "required: 2");
    expect((await compare(text)).changes[0]).toMatchObject({
      section: "policies",
      effects: [{ kind: "stale", slots: [{ id: slot.id }] }],
    });
  });

  it("takes what was once, and is over, as done", async () => {
    const over = "{ name: Summer, grade: closed, zone: UTC, localStart: 2026-07-01T00:00, durationMinutes: 60 }";
    const comparison = await compare(file(`freezes:\n  - ${over}\n`));
    expect(comparison).toMatchObject({ changes: [], notes: [{ line: 3, text: expect.stringContaining("Summer") }] });
  });

  it("refuses a target's address inside the network, at its change", async () => {
    const text = file('targets:\n  - { service: search, environment: Staging, url: "http://169.254.169.254/" }\n');
    expect((await compare(text)).changes).toMatchObject([
      { name: "search in Staging", line: 3, problem: { code: "target_address_forbidden" } },
    ]);
  });
});
