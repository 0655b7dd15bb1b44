import { env } from "@/lib/env";
import { describeApi } from "@/lib/rpc/description";

export const dynamic = "force-dynamic";

export async function GET() {
  return Response.json(await describeApi(env().publicUrl));
}
