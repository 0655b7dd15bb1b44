import { isMember } from "@/lib/auth/actor";
import { resolveShareActor } from "@/lib/auth/resolve-share-actor";
import { changeStream } from "@/lib/rpc/change-stream";
import { contextOfRequest } from "@/lib/rpc/request-context";

export const dynamic = "force-dynamic";

/** What the holder of a share link may hear of: what the public schedule shows, and nothing about people or access. */
const publicNouns = new Set(["all", "windows", "freezes", "slots", "releases", "handoffs", "approvals", "deployments"]);

export async function GET(request: Request) {
  const context = await contextOfRequest(request);
  if (isMember(context.actor)) return changeStream(() => true, request.signal);
  const share = new URL(request.url).searchParams.get("share");
  const actor = share === null ? undefined : await resolveShareActor(context.db, share, context.now);
  if (!actor) return new Response("Sign in first.", { status: 401 });
  return changeStream((change) => publicNouns.has(change.noun), request.signal);
}
