import { isMember } from "@/lib/auth/actor";
import { resolveShareActor } from "@/lib/auth/resolve-share-actor";
import { answerWithError } from "@/lib/rpc/answer-errors";
import type { Change } from "@/lib/rpc/change-hub";
import { changeStream } from "@/lib/rpc/change-stream";
import { contextOfRequest } from "@/lib/rpc/request-context";

export const dynamic = "force-dynamic";

/** What the holder of a share link may hear of: what the public schedule shows, and nothing about people or access. */
const publicNouns = new Set([
  "all",
  "none",
  "windows",
  "freezes",
  "slots",
  "releases",
  "handoffs",
  "approvals",
  "deployments",
]);

export async function GET(request: Request) {
  try {
    return await streamFor(request);
  } catch (error) {
    return answerWithError(error);
  }
}

const isNoticeOfAnother = (change: Change, personId: string) => change.noun === "notices" && change.id !== personId;

async function streamFor(request: Request): Promise<Response> {
  const context = await contextOfRequest(request);
  const { actor: member } = context;
  // What somebody is told is announced under their own id: nobody else's browser need ask again, or know.
  if (isMember(member)) {
    return changeStream({ mayHear: (change) => !isNoticeOfAnother(change, member.personId), ...whence(request) });
  }
  const share = new URL(request.url).searchParams.get("share");
  const actor = share === null ? undefined : await resolveShareActor(context.db, share, context.now);
  if (!actor) return new Response("Sign in first.", { status: 401 });
  return changeStream({ mayHear: (change) => publicNouns.has(change.noun), ...whence(request) });
}

/** From when on the browser has heard nothing: it says so itself when it comes back, else the page it was given does. */
function whence(request: Request): { since?: Date; signal: AbortSignal } {
  const said = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("since") ?? "";
  const since = /^\d{1,15}$/.test(said) ? new Date(Number(said)) : undefined;
  return { since, signal: request.signal };
}
