import { call } from "@orpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease, aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { releasesProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let reader: ReturnType<typeof contextAs>;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  reader = contextAs(actorOf(organisation.people.stakeholder), organisation.now);
});

type Filters = {
  status?: unknown;
  teamId?: string;
  serviceId?: string;
  search?: string;
  limit?: number;
  cursor?: string;
};
const list = (input: Filters) => call(releasesProcedures.list, input, reader);
const versions = (listed: { releases: { version: string }[] }) => listed.releases.map(({ version }) => version);

describe("the list of releases", () => {
  it("filters by status (one or several), team, service and words, which may be combined", async () => {
    const { ledger, search } = organisation.services;
    await aRelease(db, organisation, { version: "f.1", summary: "Rounding of 100% of refunds" });
    await aRelease(db, organisation, { version: "f.2", status: "released" });
    await aRelease(db, organisation, { version: "f.3", service: search });
    expect(versions(await list({ status: "released" }))).toEqual(["f.2"]);
    expect(versions(await list({ status: ["released", "draft"], serviceId: ledger.id })).sort()).toEqual([
      "f.1",
      "f.2",
    ]);
    expect(versions(await list({ teamId: organisation.teams.shop.id }))).toEqual(["f.3"]);
    expect(versions(await list({ search: `${ledger.name} F.1` }))).toEqual(["f.1"]);
    expect(versions(await list({ search: "ROUNDING" }))).toEqual(["f.1"]);
    // The wildcards of LIKE are letters like others.
    expect(versions(await list({ search: "100% of" }))).toEqual(["f.1"]);
    expect(versions(await list({ search: "_" }))).toEqual([]);
    expect(versions(await list({ search: "\\" }))).toEqual([]);
    expect(versions(await list({ search: "f.3", teamId: organisation.teams.payments.id }))).toEqual([]);
  });

  it("comes in pages that neither repeat nor leave out, the last changed first", async () => {
    const at = (minute: number) => new Date(organisation.now.getTime() + minute * 60_000);
    for (let minute = 0; minute < 7; minute++) {
      // Two at the same instant: the id decides between them.
      const statusSince = at(Math.floor(minute / 2));
      await aRelease(db, organisation, {
        service: organisation.services.checkout,
        version: `p.${minute}`,
        statusSince,
      });
    }
    const filter = { serviceId: organisation.services.checkout.id, limit: 3 };
    const pages = [await list(filter)];
    for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor) {
      pages.push(await list({ ...filter, cursor: next }));
    }
    expect(pages.map((page) => page.releases.length)).toEqual([3, 3, 1]);
    expect(pages.every((page) => page.total === 7)).toBe(true);
    const shown = pages.flatMap((page) => page.releases);
    expect(new Set(shown.map(({ id }) => id)).size).toBe(7);
    const times = shown.map(({ statusSince }) => statusSince.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it.each(["", "nonsense", "2026-11-24T00:00:00.000Z_nonsense", "'; drop table releases; --", "_"])(
    "refuses %j as a cursor",
    async (cursor) => {
      expect(await refusalFrom(list({ cursor }))).toMatchObject({ code: "invalid_input", field: "cursor" });
    },
  );

  it("shows the newest build with its round, and the next slot that is not over", async () => {
    const { release } = await anAcceptedRelease(db, organisation, { version: "s.1" });
    const slot = await aSlot(db, organisation, { releases: [release] });
    await aQueuedRelease(db, organisation, { version: "s.2" });
    const [first] = (await list({ search: "s.1" })).releases;
    expect(first).toMatchObject({ build: { number: 1, round: 1 }, slot: { id: slot.id, during: slot.during } });
    const [second] = (await list({ search: "s.2" })).releases;
    expect(second).toMatchObject({ build: { number: 1, round: 1 }, slot: null });
  });
});
