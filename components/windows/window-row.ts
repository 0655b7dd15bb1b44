import type { InferClientOutputs } from "@orpc/client";
import type { rpc } from "@/lib/rpc/client";

type Answers = InferClientOutputs<typeof rpc>;

export type WindowRow = Answers["windows"]["list"]["windows"][number];
export type OpeningRow = Answers["windows"]["get"]["openings"][number];
export type EnvironmentRow = Answers["services"]["listEnvironments"]["environments"][number];
export type WindowPreviewData = Answers["windows"]["preview"];
export type PreviewOpening = WindowPreviewData["openings"][number];
export type ChangePreview = Answers["windows"]["previewChange"];
export type OpeningPreview = Answers["windows"]["previewOpening"];
export type Continuation = Answers["windows"]["continuation"];
export type OpeningDetail = Answers["windows"]["opening"];
