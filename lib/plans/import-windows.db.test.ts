import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { freezes, releaseWindows } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { windowsProcedures } from "@/lib/windows/procedures";
import { plansProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asManager: ReturnType<typeof contextAs>;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now);
});

const argo = `kind: AppProject
spec:
  syncWindows:
    # Weekend maintenance
    - kind: allow
      schedule: "0 9 * * 1-5"
      duration: 8h
      timeZone: Europe/Berlin
      applications: ["*-prod"]
    - kind: deny
      schedule: "0 9 * * 2" # no deployments on Tuesdays
      duration: 3h
      timeZone: W. Europe Standard Time
      description: Team meeting
`;
const statusAt = async (at: string) =>
  (await call(windowsProcedures.status, { environment: "Production", at }, asManager)).decision;

describe("windows of another program", () => {
  it("are shown as what they really mean, with what contradicts their comments", async () => {
    const { windows } = await call(procedures.previewWindows, { text: argo }, asManager);
    expect(windows).toMatchObject([
      {
        line: 5,
        does: "opens",
        name: "Every weekday, 09:00–17:00",
        words: ["every weekday, 09:00–17:00, Europe/Berlin"],
        problem: null,
      },
      {
        line: 10,
        does: "closes",
        rules: [
          { rrule: "FREQ=WEEKLY;BYDAY=TU", zone: "Europe/Berlin", durationMinutes: 180, exdates: [], rdates: [] },
        ],
        zone: "Europe/Berlin",
        words: ["every Tuesday, 09:00–12:00, Europe/Berlin"],
        problem: null,
      },
    ]);
    expect(windows[0]?.stretches).toHaveLength(10);
    expect(windows[0]?.warnings.join(" ")).toContain("speaks of the weekend, but never is open on Saturday and Sunday");
    expect(windows[0]?.warnings.join(" ")).toContain("limited to applications *-prod");
    expect(windows[1]?.warnings).toEqual(['The zone "W. Europe Standard Time" is read as Europe/Berlin.']);
  });

  it("can be rehearsed as they were shown, before they are taken over", async () => {
    const { windows } = await call(procedures.previewWindows, { text: argo }, asManager);
    const [open, closed] = windows.map(({ rules: [rule] }) => rule);
    if (!open || !closed) throw new Error("each has a rule");
    const { id: environmentId } = organisation.environments.production;
    const asWindow = await call(procedures.rehearseWindow, { environmentId, after: open }, asManager);
    expect(asWindow.hours[0]?.after).toBeGreaterThan(asWindow.hours[0]?.before ?? 0);
    const asFreeze = await call(procedures.rehearseFreeze, { after: { ...closed, grade: "closed" } }, asManager);
    const production = asFreeze.hours.find(({ environmentName }) => environmentName === "Production");
    expect(production?.after).toBeLessThan(production?.before ?? 0);
  });

  it("become a window and a freeze that really open and close", async () => {
    expect(await statusAt("2026-11-25T09:00:00Z")).toBe("closed");
    const choices = [
      { index: 0, name: "Office hours", environmentIds: [organisation.environments.production.id] },
      { index: 1, name: "Meeting" },
    ];
    const done = await call(procedures.importWindows, { text: argo, choices }, asManager);
    expect(done).toMatchObject({ windows: [{ name: "Office hours" }], freezes: [{ name: "Meeting" }] });
    expect(await statusAt("2026-11-25T09:00:00Z")).toBe("open");
    expect(await statusAt("2026-11-24T09:00:00Z")).toBe("closed");
    const [freeze] = await db.select().from(freezes).where(eq(freezes.name, "Meeting"));
    expect(freeze).toMatchObject({
      rrule: "FREQ=WEEKLY;BYDAY=TU",
      durationMinutes: 180,
      reason: expect.stringContaining("no deployments on Tuesdays"),
    });
  });

  it("are taken over all together or not at all", async () => {
    const choices = [{ index: 1, name: "Half an import" }, { index: 0 }];
    expect(await refusalFrom(call(procedures.importWindows, { text: argo, choices }, asManager))).toMatchObject({
      code: "invalid_input",
      field: "choices.1.environmentIds",
    });
    expect(await db.select().from(freezes).where(eq(freezes.name, "Half an import"))).toEqual([]);
  });

  it("of GitLab, a start and an end in cron, become one freeze from one to the other", async () => {
    const text = '[{"freeze_start": "0 23 * * 5", "freeze_end": "0 7 * * 1", "cron_timezone": "Europe/Berlin"}]';
    const { windows } = await call(procedures.previewWindows, { text }, asManager);
    expect(windows).toMatchObject([
      { does: "closes", words: ["every Friday, 23:00–07:00 (3 days later), Europe/Berlin"] },
    ]);
  });

  it("that nothing here can say are refused with the reason, and cannot be chosen", async () => {
    const text =
      '- {kind: allow, schedule: "*/30 * * * *", duration: 5m}\n- {kind: deny, schedule: "0 0 30 2 *", duration: 1h}\n- {kind: deny, schedule: "0 0 L * *", duration: 1h}';
    const { windows } = await call(procedures.previewWindows, { text }, asManager);
    expect(windows.map(({ problem }) => problem?.reason)).toEqual([
      expect.stringContaining("more than 20000 times"),
      expect.stringContaining("never fires"),
      expect.stringContaining("L, W or #"),
    ]);
    const environmentIds = [organisation.environments.production.id];
    expect(
      await refusalFrom(call(procedures.importWindows, { text, choices: [{ index: 0, environmentIds }] }, asManager)),
    ).toMatchObject({ code: "invalid_input" });
  });

  it("in a text that holds none, or half of one, is refused with the line", async () => {
    expect(
      (await refusalFrom(call(procedures.previewWindows, { text: "hello: world" }, asManager))).rules,
    ).toMatchObject([{ name: "Line 1" }]);
    const half = "syncWindows:\n  - kind: allow\n    schedule: 0 9 * * 1\n";
    expect((await refusalFrom(call(procedures.previewWindows, { text: half }, asManager))).rules).toMatchObject([
      { name: "Line 2, syncWindows[0]", reason: "It has a schedule and no duration." },
    ]);
    expect(await db.select().from(releaseWindows).where(eq(releaseWindows.name, "hello"))).toEqual([]);
  });
});
