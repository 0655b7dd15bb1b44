import type { MarkName } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import { waitsForReview } from "@/lib/domain/freeze-exception";
import type { ExceptionRow } from "@/lib/freezes/input/exceptions";
import { formatInstant } from "@/lib/time/format";
import { contains } from "@/lib/time/range";

type Look = { tone: Tone; mark?: MarkName; words: string };

/** How an exception stands now, in two words. */
export function exceptionLook(exception: Pick<ExceptionRow, "status" | "during">, now: Date): Look {
  const { status, during } = exception;
  switch (status) {
    case "requested":
      return during.end > now
        ? { tone: "waiting", words: "waits for an answer" }
        : { tone: "neutral", mark: "square", words: "never answered" };
    case "granted":
      if (waitsForReview(exception, now)) return { tone: "waiting", words: "to be reviewed" };
      return contains(during, now)
        ? { tone: "accent", mark: "dot", words: "counts now" }
        : { tone: "clear", words: "granted" };
    case "refused":
      return { tone: "risk", mark: "cross", words: "refused" };
    case "withdrawn":
      return { tone: "neutral", mark: "cross", words: "withdrawn" };
    case "revoked":
      return { tone: "waiting", words: "revoked, to be reviewed" };
    case "reviewed":
      return { tone: "clear", words: "reviewed" };
  }
}

/** What became of it: what opened by it and how that went, or that nothing did. Empty while nobody has answered. */
export function outcomeInWords(
  exception: Pick<ExceptionRow, "status" | "during" | "use">,
  zone: string,
  now: Date,
): string {
  const { status, during, use } = exception;
  if (use !== null) {
    const went = use.deploymentStatus === null ? "" : `, ${use.deploymentStatus.replaceAll("_", " ")}`;
    return `Opened ${formatInstant(use.openedAt, zone)}${went}`;
  }
  if (status === "requested") return "";
  if (status === "refused" || status === "withdrawn") return "Nothing opened by it";
  return during.end > now && status === "granted" ? "Nothing opened by it yet" : "Was not used";
}

/** "ledger 4.2.0 to Production". */
export function exceptionName({ release, environment }: Pick<ExceptionRow, "release" | "environment">): string {
  return `${release.serviceName} ${release.version} to ${environment.name}`;
}
