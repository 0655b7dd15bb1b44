import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { buildTriggers, sourceKinds } from "@/lib/domain/inbound/source-words";
import { accept } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { noInput, uuid } from "@/lib/fields";
import { archiveSource, changeSource, createSource, rotateSourceSecret } from "@/lib/inbound/commands/source";
import { changeSourceInput, createSourceInput, sourceInput } from "@/lib/inbound/input";
import { listSources } from "@/lib/inbound/queries/sources";
import { memberOf, procedure } from "@/lib/rpc/procedure";

const tags = ["Inbound"];

/** A source as it is read: its secret never is. */
const sourceOutput = z.object({
  id: uuid,
  name: z.string(),
  kind: z.enum(sourceKinds),
  /** Where its events are sent to. */
  address: z.string(),
  ownerName: z.string(),
  lastSeenAt: z.date().nullable(),
  archivedAt: z.date().nullable(),
  previousSecretUntil: z.date().nullable(),
  createdAt: z.date(),
  events: z.number(),
  mappings: z.array(
    z.object({
      id: uuid,
      place: z.string(),
      serviceId: uuid,
      serviceName: z.string(),
      buildFrom: z.enum(buildTriggers),
      tagPattern: z.string(),
      branchPattern: z.string(),
    }),
  ),
});

const addressOf = (sourceId: string) => `${env().publicUrl}/api/hooks/inbound/${sourceId}`;

export const sourceProcedures = {
  sources: procedure({
    access: "service.manage",
    method: "GET",
    path: "/inbound/sources",
    summary: "Where events come from, and which services they are about",
    tags,
    input: noInput,
    output: z.object({ sources: z.array(sourceOutput) }),
    handler: async ({ db }) =>
      accept({ sources: (await listSources(db)).map((row) => ({ ...row, address: addressOf(row.id) })) }),
  }),
  createSource: procedure({
    access: "service.manage",
    method: "POST",
    path: "/inbound/sources",
    status: 201,
    summary: "Set up a source of events; answers with its address, and once with its secret",
    tags,
    input: createSourceInput,
    output: z.object({ sourceId: uuid, address: z.string(), secret: z.string() }),
    handler: async ({ input, actor, now, db }) => {
      const created = await inTransaction(db, (tx) => createSource(tx, memberOf(actor), input, now));
      if (!created.ok) return created;
      return accept({ ...created.value, address: addressOf(created.value.sourceId) });
    },
  }),
  changeSource: procedure({
    access: "service.manage",
    method: "PATCH",
    path: "/inbound/sources/{sourceId}",
    summary: "Change the name of a source, or all its mappings",
    tags,
    input: changeSourceInput,
    output: z.object({ sourceId: uuid }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => changeSource(tx, memberOf(actor), input, now)),
  }),
  rotateSecret: procedure({
    access: "service.manage",
    method: "POST",
    path: "/inbound/sources/{sourceId}/rotate-secret",
    summary: "Give a source a new secret, shown once; the old one is taken beside it for 24 hours",
    tags,
    input: sourceInput,
    output: z.object({ secret: z.string(), previousSecretUntil: z.date() }),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => rotateSourceSecret(tx, memberOf(actor), input.sourceId, now)),
  }),
  archiveSource: procedure({
    access: "service.manage",
    method: "POST",
    path: "/inbound/sources/{sourceId}/archive",
    summary: "End a source: what it sends is answered 410 from now on",
    tags,
    input: sourceInput,
    output: z.null(),
    handler: ({ input, actor, now, db }) =>
      inTransaction(db, (tx) => archiveSource(tx, memberOf(actor), input.sourceId, now)),
  }),
};
