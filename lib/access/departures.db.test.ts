import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shareLinks, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { resolveShareActor } from "@/lib/auth/resolve-share-actor";
import { shareToken } from "@/lib/auth/share-token";
import { accessProcedures } from "./procedures";
import { departuresProcedures } from "./procedures/departures";

const { db } = testDatabase();
let organisation: Organisation;
beforeAll(async () => {
  organisation = await buildOrganisation(db);
});
beforeEach(async () => {
  await db.delete(slots);
});

const visitor = { kind: "visitor" } as const;
const as = (person: TestPerson) => contextAs(actorOf(person), organisation.now);
const stranger = (now = organisation.now) => contextAs(visitor, now);

async function aLink(more: { environmentId?: string; expiresAt?: string } = {}) {
  const manager = as(organisation.people.releaseManager);
  const made = await call(accessProcedures.createShareLink, { name: "wall", ...more }, manager);
  return { id: made.linkId, token: shareToken(made.linkId), links: made.links };
}
const board = (share: string | undefined, at = stranger()) => call(departuresProcedures.board, { share }, at);
const slotIds = (shown: { departures: { slotId: string }[] }) => shown.departures.map(({ slotId }) => slotId);

describe("a share link", () => {
  it("opens the board to whoever holds it, and can be shown again without being stored", async () => {
    const { id, token, links } = await aLink();
    const slot = await aSlot(db, organisation, { releases: [await aRelease(db, organisation)] });
    expect(slotIds(await board(token))).toEqual([slot.id]);
    const { links: listed } = await call(
      accessProcedures.shareLinks,
      undefined,
      as(organisation.people.releaseManager),
    );
    expect(listed.find((link) => link.id === id)?.links).toEqual(links);
    const [row] = await db.select().from(shareLinks).where(eq(shareLinks.id, id));
    expect(JSON.stringify(row)).not.toContain(token.slice(-22));
  });

  it("ends at once when it is revoked, and at the second it expires", async () => {
    const { id, token } = await aLink({ expiresAt: "2026-12-01T00:00:00Z" });
    await board(token, stranger(new Date("2026-11-30T23:59:59Z")));
    const atExpiry = stranger(new Date("2026-12-01T00:00:00Z"));
    expect(await refusalFrom(board(token, atExpiry))).toMatchObject({ code: "link_revoked", status: 410 });
    await call(accessProcedures.revokeShareLink, { linkId: id }, as(organisation.people.releaseManager));
    expect(await refusalFrom(board(token))).toMatchObject({ code: "link_revoked", status: 410 });
    expect(await resolveShareActor(db, token, organisation.now)).toBeUndefined();
  });

  it("cannot be guessed from its id, which stands in logs and lists", async () => {
    const { id, token } = await aLink();
    const flipped = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    const bare = id.replaceAll("-", "");
    for (const guess of [
      id,
      bare,
      flipped,
      `${bare}${"A".repeat(22)}`,
      token.toUpperCase(),
      `${token} `,
      "",
      "' or true --",
    ])
      expect(await refusalFrom(board(guess))).toMatchObject({ code: "not_found", status: 404 });
  });

  it("of one environment shows no other, also when asked for it", async () => {
    const { staging, production } = organisation.environments;
    const { token } = await aLink({ environmentId: production.id });
    const [opening] = organisation.staging.occurrences.filter(({ during }) => during.start > organisation.now);
    if (!opening) throw new Error("staging does not open");
    const start = opening.during.start;
    await aSlot(db, organisation, {
      environmentId: staging.id,
      occurrenceId: opening.id,
      during: { start, end: new Date(start.getTime() + 3_600_000) },
    });
    const shown = await aSlot(db, organisation);
    expect(slotIds(await board(token))).toEqual([shown.id]);
    const asking = call(departuresProcedures.board, { share: token, environmentId: staging.id }, stranger());
    expect(await refusalFrom(asking)).toMatchObject({ status: 404 });
    const week = await call(departuresProcedures.week, { share: token, day: "2026-11-24" }, stranger());
    expect(new Set(week.openings.map(({ environmentName }) => environmentName))).toEqual(new Set(["Production"]));
  });

  it("names nobody: boards hang where strangers pass", async () => {
    const { token } = await aLink();
    await aSlot(db, organisation, { releases: [await aRelease(db, organisation)] });
    const shown = JSON.stringify(await board(token));
    for (const { name, email } of Object.values(organisation.people)) {
      expect(shown).not.toContain(name);
      expect(shown).not.toContain(email);
    }
  });

  it("is made and seen only by who may share", async () => {
    const developer = as(organisation.people.developer);
    expect(await refusalFrom(call(accessProcedures.createShareLink, { name: "x" }, developer))).toMatchObject({
      status: 403,
    });
    expect(await refusalFrom(call(accessProcedures.shareLinks, undefined, developer))).toMatchObject({ status: 403 });
  });
});

describe("the board", () => {
  it("is for members without a link, and for nobody else", async () => {
    const slot = await aSlot(db, organisation);
    expect(slotIds(await board(undefined, as(organisation.people.qa)))).toEqual([slot.id]);
    expect(await refusalFrom(board(undefined))).toMatchObject({ code: "not_signed_in" });
  });

  it("shows a stakeholder of one team that team's departures alone (rule 10)", async () => {
    const { teams } = organisation;
    await aSlot(db, organisation);
    const ofShop = await aPerson(db, { name: "Shop Guest", roles: [{ role: "stakeholder", teamId: teams.shop.id }] });
    const ofPayments = await aPerson(db, {
      name: "Payments Guest",
      roles: [{ role: "stakeholder", teamId: teams.payments.id }],
    });
    expect(slotIds(await board(undefined, as(ofShop)))).toEqual([]);
    expect(slotIds(await board(undefined, as(ofPayments)))).toHaveLength(1);
  });

  it("promises nothing for a hold, and keeps what was missed or cancelled with its reason", async () => {
    const { people } = organisation;
    const at = (lane: number) => ({ lane, bookedBy: people.developer.id });
    const heldUntil = new Date(organisation.now.getTime() + 60_000);
    await aSlot(db, organisation, { lane: 1, status: "held", bookedAt: null, heldBy: people.developer.id, heldUntil });
    const missedGates = [{ gate: "freeze", title: "Thanksgiving freeze", reason: "It closes." }];
    const missed = await aSlot(db, organisation, { ...at(2), status: "missed", missedGates });
    const cancelled = await aSlot(db, organisation, {
      ...at(3),
      status: "cancelled",
      cancelReason: "no longer needed",
    });
    const { departures } = await board(undefined, as(people.qa));
    expect(departures.map(({ slotId, status, missedTitles }) => [slotId, status, missedTitles])).toEqual([
      [missed.id, "missed", ["Thanksgiving freeze"]],
      [cancelled.id, "cancelled", []],
    ]);
  });

  it("shows a freeze with when things move again after it, and whether it closes for everybody", async () => {
    const { environments, teams, occurrences, nextOccurrence } = organisation;
    const start = nextOccurrence.during.start;
    const end = new Date(nextOccurrence.during.end.getTime() + 3_600_000);
    await aFreeze(db, { name: "All", start, end, environmentIds: [environments.production.id] });
    await aFreeze(db, { name: "Some", start, end, teamIds: [teams.shop.id] });
    await aFreeze(db, { name: "Elsewhere", start, end, environmentIds: [environments.dev.id] });
    const following = occurrences[occurrences.indexOf(nextOccurrence) + 1];
    const { token } = await aLink({ environmentId: environments.production.id });
    const { closures } = await board(token);
    const shown = closures.map(({ name, isPartial, nextOpen }) => ({ name, isPartial, nextOpen }));
    expect(shown.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: "All", isPartial: false, nextOpen: following?.during.start },
      { name: "Some", isPartial: true, nextOpen: following?.during.start },
    ]);
  });

  it("asks the database as often for forty departures as for one", async () => {
    const count = async () => {
      let statements = 0;
      const query = db.$client.query.bind(db.$client);
      db.$client.query = ((...given: Parameters<typeof query>) => {
        statements += 1;
        return query(...given);
      }) as typeof db.$client.query;
      await board(undefined, as(organisation.people.qa));
      db.$client.query = query;
      return statements;
    };
    await aSlot(db, organisation, { releases: [await aRelease(db, organisation)] });
    const one = await count();
    const opening = organisation.nextOccurrence.during.start.getTime();
    for (let n = 1; n < 12; n++) {
      const start = new Date(opening + n * 900_000);
      await aSlot(db, organisation, { lane: 2, during: { start, end: new Date(start.getTime() + 900_000) } });
    }
    expect(await count()).toBe(one);
  });
});
