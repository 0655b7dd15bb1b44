import { horizonOf, horizons, horizonWords } from "@/lib/domain/forecast/calibration";
import { type FlowHistory, toDays } from "@/lib/domain/forecast/flow/history";
import { pastYear } from "./plain-bootstrap";
import { type Answer, type Scored, scoreOf } from "./score-of";

/** What was said of a release at an instant, and when it came; `flow`: the past that the plain bootstrap draws from. */
export type Said = {
  releaseId: string;
  at: Date;
  p50: Date;
  p85: Date;
  p95: Date;
  actualAt: Date;
  flow: FlowHistory;
};

/**
 * What was said against what happened: all of it, then by how far ahead it looked. The plain bootstrap answers with what releases of the
 * past year had left at the same age since their first hand-over.
 */
export function scoreSaid(all: readonly Said[]): (Scored & { label: string })[] {
  const of = (label: string, list: readonly Said[]) =>
    list.length === 0 ? [] : [{ label, ...scoreOf(list.map(answerOf)) }];
  return [
    ...of("all", all),
    ...horizons.flatMap((horizon) =>
      of(
        `  ${horizonWords[horizon]}`,
        all.filter((each) => horizonOf(each) === horizon),
      ),
    ),
  ];
}

function answerOf({ releaseId, at, p50, p85, p95, actualAt, flow }: Said): Answer {
  const now = toDays(at);
  const start = flow.byId.get(releaseId)?.times[0];
  return {
    now,
    about: releaseId,
    actual: toDays(actualAt) - now,
    marks: [p50, p85, p95].map((mark) => toDays(mark) - now),
    baseline: start === undefined || start > now ? null : pastYear(flow, now - start, now),
  };
}
