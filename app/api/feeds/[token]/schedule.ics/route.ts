import { answerScheduleFeed } from "@/lib/feeds/answer-schedule-feed";
import { answerWithError } from "@/lib/rpc/answer-errors";
import { database } from "@/lib/rpc/database";
import { systemNow } from "@/lib/time/clock";

type Context = { params: Promise<{ token: string }> };

export async function GET(request: Request, { params }: Context) {
  try {
    return await answerScheduleFeed(database(), (await params).token, request, systemNow());
  } catch (error) {
    return answerWithError(error);
  }
}
