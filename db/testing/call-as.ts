import { ORPCError } from "@orpc/server";
import type { Database } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import type { RequestContext } from "@/lib/rpc/procedure";
import type { RefusalData } from "@/lib/rpc/refusal-error";
import { testDatabase } from "./test-database";

/** What a procedure is given beside its input when this actor calls it at this instant. */
export function contextAs(actor: Actor, now: Date, db: Database = testDatabase().db): { context: RequestContext } {
  return { context: { actor, now, db, request: { ip: "192.0.2.1", userAgent: "test" } } };
}

/** The refusal that a call ends with, as a browser would get it; fails when it is let through or breaks. */
export async function refusalFrom(
  called: Promise<unknown>,
): Promise<{ code: string; status: number; message: string } & RefusalData> {
  const error = await called.then(
    (value) => new Error(`it was let through with ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ORPCError)) throw error;
  return { code: error.code, status: error.status, message: error.message, ...(error.data as RefusalData) };
}
