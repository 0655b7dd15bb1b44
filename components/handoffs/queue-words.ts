import { categoryNames } from "@/lib/domain/qa-gate";
import type { QueueColumn } from "@/lib/domain/queue-order";
import type { QueueCard } from "@/lib/handoffs/input";
import { formatInstant } from "@/lib/time/format";

export const queueColumns: readonly { column: QueueColumn; title: string; short: string; empty: string }[] = [
  {
    column: "waiting",
    title: "Handed over",
    short: "Waiting",
    empty: "Nothing waits for a tester. A build that is handed over appears here.",
  },
  {
    column: "testing",
    title: "In test",
    short: "In test",
    empty: "Nobody tests anything right now. Claim a build to begin.",
  },
  { column: "back", title: "Back with developers", short: "Back", empty: "No build was sent back." },
  {
    column: "accepted",
    title: "Accepted, waiting to depart",
    short: "Accepted",
    empty: "What QA accepts waits here until its slot opens.",
  },
];

export function buildName({ service, version, number }: Pick<QueueCard, "service" | "version" | "number">): string {
  return `${service.name} ${version} rc ${number}`;
}

/** "9 lines in 2 files", "9 lines", or nothing when the build did not say. */
export function amountOfChange(lines: number | null, files: number | null): string | null {
  const count = (amount: number, one: string) => `${amount} ${one}${amount === 1 ? "" : "s"}`;
  if (lines === null) return files === null ? null : count(files, "file");
  return files === null ? count(lines, "line") : `${count(lines, "line")} in ${count(files, "file")}`;
}

/** What whoever is about to accept should know of the pipeline; nothing where all its checks passed, or none was reported. */
export function checksWarning(pipeline: QueueCard["pipeline"]): string | null {
  if (pipeline === null || pipeline.failed + pipeline.running === 0) return null;
  const { passed, failed, running } = pipeline;
  const all = passed + failed + running;
  const run = `still ${running === 1 ? "runs" : "run"}`;
  if (all === 1) return `Its pipeline's one check ${failed === 1 ? "failed" : run}.`;
  if (failed === 0) return `${running} of its pipeline's ${all} checks ${run}.`;
  return `${failed} of its pipeline's ${all} checks failed${running === 0 ? "" : `, and ${running} ${run}`}.`;
}

/** The sentence under a card's title: what is most worth knowing about this build now. */
export function cardLine(card: QueueCard): string {
  if (card.back !== null) {
    if (card.back.how === "deployment_failed") return "QA accepted it; its deployment failed and it was sent back.";
    if (card.back.how === "withdrawn") {
      const why = card.back.reason === "" ? "" : `: “${card.back.reason.replace(/\.$/, "")}”`;
      return `Taken back by its developers before QA judged it${why}.`;
    }
    const category = card.back.category === null ? "" : ` Category: ${categoryNames[card.back.category]}.`;
    // The reason brings its own full stop, or none.
    return `Rejected: “${card.back.reason.replace(/\.$/, "")}”.${category}`;
  }
  if (card.lastLook !== null && card.column !== "accepted") {
    const { changedLines, changedFiles, commits, verdict, number } = card.lastLook;
    const amount = amountOfChange(changedLines, changedFiles);
    const changed = amount === null ? "Changed" : `${amount} changed`;
    const by = commits === null ? "" : ` by ${commits} ${commits === 1 ? "commit" : "commits"}`;
    return `${changed}${by} since your last look: you ${verdict} rc ${number}.`;
  }
  const { departure } = card;
  if (card.column === "accepted" && departure !== null) {
    const when = `Slot ${formatInstant(departure.start, departure.zone)}`;
    return departure.closedGates.length === 0 ? `${when}, ready.` : `${when}. ${departure.closedGates.join(", ")}.`;
  }
  if (card.column === "accepted" && card.mustMake?.kind === "train") return `Aboard ${card.mustMake.name}.`;
  if (card.column === "accepted") return "No slot is booked yet.";
  const titles = card.changes.slice(0, 3).map((change) => change.title);
  return card.summary || (titles.length > 0 ? titles.join("; ") : "Its developers did not say what changed.");
}

/** How urgent a share of used time is. */
export function ageTone(share: number): "clear" | "waiting" | "risk" {
  if (share < 0.5) return "clear";
  return share < 0.85 ? "waiting" : "risk";
}
