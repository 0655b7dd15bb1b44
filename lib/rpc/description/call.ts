import type { OpenAPI } from "@orpc/openapi";
import { z } from "zod";
import { reportBody, rollbackReportBody } from "@/lib/deployments/input";
import { releaseKinds } from "@/lib/domain/release-state";
import { refusalResponses } from "./refusals";

const named = z.object({ id: z.uuid(), name: z.string() });
const instant = z.iso.datetime();

/** The body that `callBody` writes, field by field; a test holds the two against each other. */
export const callSchema = z.strictObject({
  type: z.literal("deployment.requested"),
  timestamp: instant.describe("When the slot opened: the same in every attempt."),
  data: z.strictObject({
    deploymentId: z.uuid(),
    callbackUrl: z.url().describe("Where to report `running`, `succeeded` or `failed`."),
    fencingNumber: z
      .int()
      .describe("Rises with every opening. Refuse a call with a lower number than one seen for the same service."),
    service: named,
    environment: named,
    release: z.strictObject({ id: z.uuid(), version: z.string(), kind: z.enum(releaseKinds) }),
    build: z.strictObject({ id: z.uuid(), number: z.int(), commitSha: z.string(), artifactDigest: z.string() }),
    slot: z.strictObject({ id: z.uuid(), startsAt: instant, endsAt: instant }),
  }),
});

/** The body that `rollbackCallBody` writes. */
export const rollbackCallSchema = z.strictObject({
  type: z.literal("deployment.rollback_requested"),
  timestamp: instant.describe("When the rollback was asked for: the same in every attempt."),
  data: callSchema.shape.data.omit({ slot: true }).extend({
    rollbackId: z.uuid(),
    deploymentId: z.uuid().describe("The deployment that is taken back."),
    callbackUrl: z.url().describe("Where to report `running`, `rolled_back` or `failed`."),
    fencingNumber: z.int().describe("Higher than that of everything deployed before."),
    reason: z.string(),
    previous: z
      .strictObject({
        release: z.strictObject({ id: z.uuid(), version: z.string() }),
        build: z.strictObject({ number: z.int(), artifactDigest: z.string() }),
      })
      .nullable()
      .describe("What ran there before, as far as is known."),
  }),
});

const signature: OpenAPI.ParameterObject[] = [
  ["webhook-id", "The message's own id. The same in every attempt: what has it twice has one message twice."],
  ["webhook-timestamp", "Seconds since 1970 at which this attempt was signed. More than five minutes off is stale."],
  ["webhook-signature", "`v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`; several while a secret is rotated."],
].map(([name = "", description]) => ({ name, in: "header", required: true, description, schema: { type: "string" } }));

const json = (schema: z.ZodType): OpenAPI.SchemaObject => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest as OpenAPI.SchemaObject;
};
/** Named schemas of both bodies. */
export const callSchemas: Record<string, OpenAPI.SchemaObject> = {
  DeploymentCall: json(callSchema),
  DeploymentReport: json(reportBody),
  RollbackCall: json(rollbackCallSchema),
  RollbackReport: json(rollbackReportBody),
};
const bodyOf = (name: string) => ({
  required: true,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const refusedAs = (name: string): OpenAPI.ReferenceObject => ({ $ref: `#/components/responses/${name}` });

const reportOperation = (operationId: string, what: string, body: string) => ({
  operationId,
  tags: ["Deployments"],
  summary: `Report how the ${what} goes, signed with the target's secret`,
  security: [],
  parameters: signature,
  requestBody: bodyOf(body),
  responses: {
    "200": { description: "The report was taken over." },
    ...Object.fromEntries(
      (["400", "401", "404", "409", "413"] as const).map((status) => [
        status,
        refusedAs(refusalResponses[status].name),
      ]),
    ),
  },
});

type Webhook = NonNullable<OpenAPI.Document["webhooks"]>[string];

const parameters = [
  ...signature,
  {
    name: "x-signalbox-fencing-number",
    in: "header",
    required: true,
    description: "The fencing number of the body, for those who decide before they parse.",
    schema: { type: "integer" as const },
  },
];

/** What Signalbox sends when a slot opens, and what it wants to hear back. */
const deploymentCall: Webhook = {
  post: {
    operationId: "deploymentRequested",
    tags: ["Deployments"],
    summary: "A slot has opened: deploy this build",
    description:
      "Sent to the target's address, signed as Standard Webhooks describes. An answer of 2xx takes the deployment on; 408, 425, 429 and 5xx are tried again until the slot ends, with the same webhook-id and the same body; every other answer fails the deployment.",
    security: [],
    parameters,
    requestBody: bodyOf("DeploymentCall"),
    responses: { "2XX": { description: "The receiver takes the deployment on." } },
    callbacks: {
      report: {
        "{$request.body#/data/callbackUrl}": {
          post: reportOperation("reportDeployment", "deployment", "DeploymentReport"),
        },
      },
    },
  },
};

/** What it sends when somebody rolls back. */
const rollbackCall: Webhook = {
  post: {
    operationId: "rollbackRequested",
    tags: ["Deployments"],
    summary: "Somebody rolls back: go back to what ran before",
    description:
      "Sent to the same address as the deployment's call, signed in the same way, under an id and a fencing number of its own. Tried again for half an hour, with the same webhook-id and the same body; an answer that is neither 2xx nor worth another attempt fails the rollback.",
    security: [],
    parameters,
    requestBody: bodyOf("RollbackCall"),
    responses: { "2XX": { description: "The receiver goes back." } },
    callbacks: {
      report: {
        "{$request.body#/data/callbackUrl}": { post: reportOperation("reportRollback", "rollback", "RollbackReport") },
      },
    },
  },
};

export const calls: NonNullable<OpenAPI.Document["webhooks"]> = {
  "deployment.requested": deploymentCall,
  "deployment.rollback_requested": rollbackCall,
};
