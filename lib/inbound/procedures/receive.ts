import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { eventOutcomes } from "@/lib/domain/inbound/source-words";
import { refuse } from "@/lib/domain/refusal";
import { receiveEvent } from "@/lib/inbound/commands/receive-event";
import { recordRefusedEvent } from "@/lib/inbound/commands/refuse-event";
import { receiveEventInput } from "@/lib/inbound/input";
import { loadSourceSecrets } from "@/lib/inbound/queries/source-secrets";
import { publicBecause } from "@/lib/rpc/access";
import { procedure } from "@/lib/rpc/procedure";
import { deliveryOf, verifyDelivery } from "./verify-delivery";

/** What every event is answered with: it is kept, and this came of it. */
export const receivedOutput = z.object({ eventId: z.string(), outcome: z.enum(eventOutcomes), reason: z.string() });

/** Where code hosts and pipelines send their events. The signature is the only key; one that is wrong leaves an audit row. */
export const receive = procedure({
  access: publicBecause("a source proves itself by the signature or token made of its secret"),
  method: "POST",
  path: "/inbound/sources/{sourceId}/events",
  summary: "Take a signed event of GitHub, GitLab or CDEvents; code hosts send it to /api/hooks/inbound/{sourceId}",
  tags: ["Inbound"],
  input: receiveEventInput,
  output: receivedOutput,
  handler: async ({ input, context, now, db }) => {
    const known = await loadSourceSecrets(db, input.sourceId, now);
    if (known === undefined) return refuse("not_found", "There is no such source of events.");
    const { source, secrets } = known;
    const verified = verifyDelivery(source.kind, secrets, input, now);
    if (!verified.ok) {
      const sent = { sourceId: source.id, name: source.name, ip: context.request.ip };
      await db.transaction((tx) => recordRefusedEvent(tx, sent, verified.refusal, now));
      return verified;
    }
    return await inTransaction(db, (tx) => receiveEvent(tx, source.id, deliveryOf(source.kind, input), now));
  },
});
