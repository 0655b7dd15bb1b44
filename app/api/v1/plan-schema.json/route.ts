import { env } from "@/lib/env";
import { planFileSchema } from "@/lib/plans/input/plan-schema";

export const dynamic = "force-dynamic";

/** Public, like the API's description: an editor that checks a plan file has no session. It says how plans are written, not ours. */
export function GET() {
  const headers = { "content-type": "application/schema+json", "access-control-allow-origin": "*" };
  return Response.json(planFileSchema(env().publicUrl), { headers });
}
