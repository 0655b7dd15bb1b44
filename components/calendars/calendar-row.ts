import type { InferClientOutputs } from "@orpc/client";
import type { rpc } from "@/lib/rpc/client";

type Answers = InferClientOutputs<typeof rpc>["calendars"];

export type CalendarRow = Answers["list"]["calendars"][number];
export type CalendarDetail = Answers["get"];
export type CalendarPreview = Answers["preview"];
