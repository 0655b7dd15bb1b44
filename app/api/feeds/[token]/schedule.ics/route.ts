import { answerScheduleFeed } from "@/lib/feeds/answer-schedule-feed";
import { database } from "@/lib/rpc/database";
import { systemNow } from "@/lib/time/clock";

type Context = { params: Promise<{ token: string }> };

export async function GET(request: Request, { params }: Context) {
  return answerScheduleFeed(database(), (await params).token, request, systemNow());
}
