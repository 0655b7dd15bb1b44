import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { uuid } from "@/lib/fields";
import { procedure } from "@/lib/rpc/procedure";
import { deployNow } from "@/lib/slots/commands/deploy-now";
import { inBookingTransaction } from "@/lib/slots/commands/in-booking-transaction";
import { openNow } from "@/lib/slots/commands/open-now";
import { placeBlocker } from "@/lib/slots/commands/place-blocker";
import { resolveBlocker } from "@/lib/slots/commands/resolve-blocker";
import { deployNowInput, placeBlockerInput, resolveBlockerInput, slotInput } from "@/lib/slots/input";
import { deployNowOutput } from "./outputs";

/** Opening a slot by hand, and keeping it from opening by itself. */
export const openingProcedures = {
  openNow: procedure({
    access: "slot.open",
    method: "POST",
    path: "/slots/{slotId}/open",
    summary: "Go now: open a booked slot before its start, if every gate passes",
    tags: ["Slots"],
    input: slotInput,
    output: z.object({ slotId: uuid }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => openNow(tx, actor, input, now)),
  }),
  deployNow: procedure({
    access: "slot.book",
    method: "POST",
    path: "/releases/{releaseId}/deploy",
    summary: "Deploy now: a slot of its own from this moment on, for a service that may deploy at any time",
    tags: ["Slots"],
    status: 201,
    input: deployNowInput,
    output: deployNowOutput,
    handler: ({ input, actor, now, db }) => inBookingTransaction(db, (tx) => deployNow(tx, actor, input, now)),
  }),
  holdBack: procedure({
    access: "slot.open",
    method: "POST",
    path: "/slots/{slotId}/blockers",
    summary: "Hold a booked slot back until somebody lets it go",
    tags: ["Slots"],
    status: 201,
    input: placeBlockerInput,
    output: z.object({ blockerId: uuid }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => placeBlocker(tx, actor, input, now)),
  }),
  letGo: procedure({
    access: "slot.open",
    method: "POST",
    path: "/blockers/{blockerId}/resolve",
    summary: "Let a slot go that was held back",
    tags: ["Slots"],
    input: resolveBlockerInput,
    output: z.object({ slotId: uuid }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => resolveBlocker(tx, actor, input, now)),
  }),
};
