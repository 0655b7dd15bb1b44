import type { AnySchema } from "@orpc/contract";
import { type InferSchemaInput, type InferSchemaOutput, os } from "@orpc/server";
import type { Database } from "@/db/client";
import { type Actor, isMember, type Member } from "@/lib/auth/actor";
import { type Result, refuse } from "@/lib/domain/refusal";
import { type Access, SELF } from "./access";
import { invalidInputError, refusalError } from "./refusal-error";

/** What every procedure is given beside its input. */
export interface RequestContext {
  actor: Actor;
  /** The instant of the request: the only "now" below this line. */
  now: Date;
  db: Database;
  request: {
    /** The caller's address as far as we can know it: for rate limits and the audit log. */
    ip: string;
    userAgent: string;
  };
}

/** Carried by every procedure, for the permission matrix, the API description and the docs. */
export type ProcedureMeta = { access?: Access; summary?: string };

type Definition<Input extends AnySchema, Output extends AnySchema> = {
  access: Access;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path below /api/v1, with `{name}` for inputs that stand in it. */
  path: `/${string}`;
  summary: string;
  tags: string[];
  /** HTTP status of a success: 200 unless told. */
  status?: 200 | 201 | 202;
  input: Input;
  output: Output;
  handler: (call: {
    input: InferSchemaOutput<Input>;
    context: RequestContext;
    actor: Actor;
    now: Date;
    db: Database;
  }) => Promise<Result<InferSchemaInput<Output>>>;
};

const base = os.$context<RequestContext>().$meta<ProcedureMeta>({});

/**
 * Defines one procedure: the only kind of door there is. From it come the server action, the browser client, the REST
 * endpoint and its description. Access is checked before the input is looked at, so that a stranger learns nothing from
 * what is wrong with it; refusals become errors with the code and status of the closed list.
 */
export function procedure<Input extends AnySchema, Output extends AnySchema>(definition: Definition<Input, Output>) {
  return base
    .meta({ access: definition.access, summary: definition.summary })
    .route({
      method: definition.method,
      path: definition.path,
      summary: definition.summary,
      tags: definition.tags,
      successStatus: definition.status ?? 200,
      inputStructure: "compact",
    })
    .use(async ({ context, next }) => {
      const denied = deny(definition.access, context.actor);
      if (denied) throw refusalError(denied.refusal);
      try {
        return await next();
      } catch (error) {
        throw invalidInputError(error);
      }
    })
    .input(definition.input)
    .output(definition.output)
    .handler(async ({ input, context: merged }) => {
      const context: RequestContext = merged;
      const result = await definition.handler({
        input,
        context,
        actor: context.actor,
        now: context.now,
        db: context.db,
      });
      if (!result.ok) throw refusalError(result.refusal);
      return result.value;
    });
}

function deny(access: Access, actor: Actor): { refusal: Parameters<typeof refusalError>[0] } | undefined {
  if (typeof access === "object") return undefined;
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in, or send an API token.");
  if (access === SELF) {
    return actor.kind === "person" ? undefined : refuse("forbidden", "Only a person can do this, not a token.");
  }
  if (actor.permissions.has(access)) return undefined;
  return refuse("forbidden", `This needs the permission ${access}.`, {
    rules: [{ kind: "person", name: actor.name, reason: `${actor.name} lacks the permission ${access}.` }],
  });
}

/** The member behind a call whose access is a permission or SELF: the guard has let nobody else through. */
export function memberOf(actor: Actor): Member {
  if (!isMember(actor)) throw new Error("a guarded procedure was reached by a stranger");
  return actor;
}
