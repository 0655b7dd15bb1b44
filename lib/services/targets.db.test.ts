import { call } from "@orpc/server";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents, targets } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { approvalGate } from "@/lib/domain/approval-gate";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { openSecret } from "@/lib/webhooks/secret";
import { servicesProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asAdmin: ReturnType<typeof contextAs>;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asAdmin = contextAs(actorOf(organisation.people.admin), organisation.now);
});

const stored = async (targetId: string) => {
  const [row] = await db.select().from(targets).where(eq(targets.id, targetId));
  if (!row) throw new Error("the target is gone");
  return row;
};

/** A public address literal: no test of ours asks a name server. */
const publicUrl = "https://93.184.215.14/hooks/deploy";

describe("a target", () => {
  it.each([
    "http://127.0.0.1/hook",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://0.0.0.0/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/",
    "http://10.0.0.7/",
    "http://172.16.9.1/",
    "http://192.168.1.1:8080/",
    "http://[fe80::1]/",
    "http://224.0.0.1/",
    "http://100.64.0.1/",
    "http://localhost:9000/",
    "https://somebody:secret@93.184.215.14/",
  ])("is not saved with the forbidden address %s, by whichever door", async (url) => {
    const { services, environments } = organisation;
    const create = call(
      procedures.createTarget,
      { serviceId: services.ledger.id, environmentId: environments.dev.id, url },
      asAdmin,
    );
    const expected = { code: "target_address_forbidden", status: 400, field: "url" };
    expect(await refusalFrom(create)).toMatchObject(expected);
    const targetId = organisation.targets.ledger.id;
    expect(await refusalFrom(call(procedures.changeTarget, { targetId, url }, asAdmin))).toMatchObject(expected);
    expect((await stored(targetId)).url).toBe(organisation.targets.ledger.url);
  });

  it.each(["ftp://93.184.215.14/", "javascript:alert(1)", "not an address", "https://"])(
    "is not saved with %s, which is no web address",
    async (url) => {
      const targetId = organisation.targets.ledger.id;
      expect(await refusalFrom(call(procedures.changeTarget, { targetId, url }, asAdmin))).toMatchObject({
        status: 400,
        field: "url",
      });
    },
  );

  it("shows its secret once, and keeps it sealed", async () => {
    const { services, environments } = organisation;
    const place = { serviceId: services.search.id, environmentId: environments.staging.id };
    const { targetId, secret } = await call(procedures.createTarget, { ...place, url: publicUrl }, asAdmin);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(openSecret((await stored(targetId)).secretSealed)).toBe(secret);
    const everywhere = await db.execute(
      sql`select count(*)::int as count from targets, audit_events where targets::text || audit_events::text like ${`%${secret}%`}`,
    );
    expect(everywhere.rows).toEqual([{ count: 0 }]);
    const list = await call(procedures.list, {}, asAdmin);
    expect(JSON.stringify(list)).not.toMatch(/whsec_|secret[A-Z]?ealed/i);
    expect(await refusalFrom(call(procedures.createTarget, { ...place, url: publicUrl }, asAdmin))).toMatchObject({
      code: "name_taken",
    });
  });

  it("signs with both secrets for 24 hours after a rotation", async () => {
    const { id: targetId, secret: old } = organisation.targets.checkout;
    const answer = await call(procedures.rotateTargetSecret, { targetId }, asAdmin);
    const row = await stored(targetId);
    expect(openSecret(row.secretSealed)).toBe(answer.secret);
    expect(openSecret(row.previousSecretSealed ?? "")).toBe(old);
    expect(answer.previousSecretUntil).toEqual(new Date("2026-11-24T09:00:00Z"));
    expect(row.previousSecretUntil).toEqual(answer.previousSecretUntil);
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.action, "target.secret_rotated"));
    expect(JSON.stringify(event)).not.toContain("whsec_");
  });

  it("makes approvals stale by a new address, and not by a new time limit", async () => {
    const { release } = await anAcceptedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    await anApproval(db, organisation, slot, organisation.people.releaseManager);
    const signed = async () => {
      const facts = (await loadSlotFacts(db, [slot.id], organisation.now)).get(slot.id);
      return facts && approvalGate(facts, organisation.now).passed;
    };
    const targetId = organisation.targets.ledger.id;
    expect(await call(procedures.changeTarget, { targetId, callTimeoutSeconds: 20 }, asAdmin)).toEqual({ version: 1 });
    expect(await signed()).toBe(true);
    expect(await call(procedures.changeTarget, { targetId, url: publicUrl }, asAdmin)).toEqual({ version: 2 });
    expect(await signed()).toBe(false);
  });

  it("is not removed while a slot needs it, and the refusal names the slot", async () => {
    const refusal = await refusalFrom(
      call(procedures.removeTarget, { targetId: organisation.targets.ledger.id }, asAdmin),
    );
    expect(refusal.code).toBe("in_use");
    expect(refusal.rules[0]).toMatchObject({ kind: "lane", name: "Slot in Production" });
    await call(procedures.removeTarget, { targetId: organisation.targets.search.id }, asAdmin);
    expect(await db.$count(targets, eq(targets.id, organisation.targets.search.id))).toBe(0);
  });
});
