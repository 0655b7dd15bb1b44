import { database } from "@/lib/rpc/database";
import { healthOf } from "@/lib/rpc/health";
import { systemNow } from "@/lib/time/clock";

export const dynamic = "force-dynamic";

export async function GET() {
  const health = await healthOf(database(), systemNow());
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { "cache-control": "no-store" } });
}
