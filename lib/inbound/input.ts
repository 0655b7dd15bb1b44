import { z } from "zod";
import { buildTriggers, eventOutcomes, sourceKinds } from "@/lib/domain/inbound/source-words";
import { isVersionPattern } from "@/lib/domain/inbound/version-rule";
import { name, page, requiredText, text, uuid } from "@/lib/fields";

/** The largest event that is taken. GitHub sends up to 25 MB for pushes of thousands of commits; nothing here needs those. */
export const maxEventBytes = 1024 * 1024;

const pattern = text(120).refine(isVersionPattern, "must be empty or hold exactly one *, which stands for the version");

export const mappingInput = z.strictObject({
  /** `organisation/repository`, `group/project`, or a package without its version. */
  place: requiredText(200),
  serviceId: uuid,
  /** What tells that a build is there. */
  buildFrom: z.enum(buildTriggers),
  /** How tags name versions: `v*`. */
  tagPattern: pattern.default("v*"),
  /** How branches name versions: `release/*`. */
  branchPattern: pattern.default(""),
});
export type MappingInput = z.output<typeof mappingInput>;

const mappings = z.array(mappingInput).max(200);

export const createSourceInput = z.strictObject({ name, kind: z.enum(sourceKinds), mappings: mappings.default([]) });
export type CreateSourceInput = z.output<typeof createSourceInput>;

/** Mappings that are given replace those that stand. */
export const changeSourceInput = z.strictObject({
  sourceId: uuid,
  name: name.optional(),
  mappings: mappings.optional(),
});
export type ChangeSourceInput = z.output<typeof changeSourceInput>;

export const sourceInput = z.strictObject({ sourceId: uuid });
export const eventInput = z.strictObject({ eventId: uuid });

export const listInboundEventsInput = z.strictObject({
  ...page,
  sourceId: uuid.optional(),
  outcome: z.enum(eventOutcomes).optional(),
  /** Any part of the event's type, place or summary. */
  search: text(100).optional(),
});
export type ListInboundEventsInput = z.output<typeof listInboundEventsInput>;

const header = z.string().max(4_000).default("");

/** An event as it came: signatures cover the body's exact text, so the text is what is passed on. */
export const receiveEventInput = z.strictObject({
  sourceId: uuid,
  /** `X-GitHub-Event`, `X-Gitlab-Event`, `ce-type`. */
  event: header,
  /** `X-GitHub-Delivery`, `Idempotency-Key` or `X-Gitlab-Event-UUID`. */
  deliveryId: header,
  /** `X-Hub-Signature-256`, or `webhook-signature`. */
  signature: header,
  /** `X-Gitlab-Token`, or what stands behind `Authorization: Bearer`. */
  token: header,
  /** `webhook-id` and `webhook-timestamp` of Standard Webhooks. */
  webhookId: header,
  timestamp: header,
  contentType: header,
  body: z.string().max(maxEventBytes),
});
export type ReceiveEventInput = z.output<typeof receiveEventInput>;
