import { z } from "zod";
import { departureStates } from "@/lib/domain/departure-state";
import { goDecisions } from "@/lib/domain/train-policy";
import { instant, requiredText, text, uuid } from "@/lib/fields";

export const departureInput = z.strictObject({ departureId: uuid });
export const listDeparturesInput = z.strictObject({
  trainId: uuid.optional(),
  status: z.array(z.enum(departureStates)).max(departureStates.length).optional(),
  /** Those that leave from here on; left out: what is under way and what comes. */
  from: instant.optional(),
  to: instant.optional(),
  limit: z.int().min(1).max(200).default(40),
});
export type ListDeparturesInput = z.output<typeof listDeparturesInput>;

const reason = requiredText(500);
export const reasonedDepartureInput = z.strictObject({ departureId: uuid, reason });
export type ReasonedDepartureInput = z.output<typeof reasonedDepartureInput>;
export const moveDepartureInput = z.strictObject({ departureId: uuid, departsAt: instant, reason });
export type MoveDepartureInput = z.output<typeof moveDepartureInput>;
export const releaseDepartureInput = z.strictObject({ departureId: uuid, note: text(500).default("") });
export type ReleaseDepartureInput = z.output<typeof releaseDepartureInput>;
/** Null: as the rota says. */
export const conductDepartureInput = z.strictObject({
  departureId: uuid,
  conductorId: uuid.nullable(),
  backupId: uuid.nullable(),
});
export type ConductDepartureInput = z.output<typeof conductDepartureInput>;
export const answerRollCallInput = z.strictObject({
  departureId: uuid,
  teamId: uuid,
  ready: z.boolean(),
  note: text(500).default(""),
});
export type AnswerRollCallInput = z.output<typeof answerRollCallInput>;
export const decideDepartureInput = z.strictObject({
  departureId: uuid,
  decision: z.enum(goDecisions),
  /** Needed for a no-go, and for a go over teams that are not ready. */
  note: text(500).default(""),
});
export type DecideDepartureInput = z.output<typeof decideDepartureInput>;

export const raiseBlockerInput = z.strictObject({ departureId: uuid, reason });
export type RaiseBlockerInput = z.output<typeof raiseBlockerInput>;
export const resolveDepartureBlockerInput = z.strictObject({ blockerId: uuid, note: text(500).default("") });
export type ResolveDepartureBlockerInput = z.output<typeof resolveDepartureBlockerInput>;
export const waiveBlockerInput = z.strictObject({ blockerId: uuid, reason });
export type WaiveBlockerInput = z.output<typeof waiveBlockerInput>;
