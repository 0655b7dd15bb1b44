import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { deployments, slots } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { slotsProcedures as procedures } from "@/lib/slots/procedures";
import { contextAs } from "./call-as";
import type { Organisation } from "./organisation";
import { actorOf, tokenActorOf } from "./person";

const minute = 60_000;
type Wish = { releaseId: string; environmentId?: string; minutes?: number };

/** What a test of deploying at any time does and looks at: the ledger's developer presses the button. */
export function deployNowActs(db: Database, org: () => Organisation) {
  const minutesOn = (minutes: number) => new Date(org().now.getTime() + minutes * minute);
  const developer = () => actorOf(org().people.developer);
  const pipeline = (): Actor =>
    tokenActorOf(org().people.developer, "plan.read", "release.write", "slot.book", "slot.open");
  const ledger = () => org().services.ledger;
  const deploy = (wish: Wish, actor: Actor = developer(), now = org().now) =>
    call(procedures.deployNow, wish, contextAs(actor, now));
  const slotOf = async (slotId: string) => (await db.select().from(slots).where(eq(slots.id, slotId)))[0];
  const deploymentsOf = (slotId: string) => db.select().from(deployments).where(eq(deployments.slotId, slotId));
  const work = (now: Date) => db.transaction((tx) => openDueSlots(tx, { kind: "worker" }, now, { limit: 100 }));
  const slotsOfLedger = () => db.query.slotReleases.findMany({ where: (row) => eq(row.serviceId, ledger().id) });
  return { minutesOn, developer, pipeline, ledger, deploy, slotOf, deploymentsOf, work, slotsOfLedger };
}
