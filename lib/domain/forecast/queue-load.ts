/** A wait for a tester in the past, or, without an end, now. */
export type Wait = { from: Date; to: Date | null };

const sampled = 400;
const least = 0.5;
const most = 3;

/** How many others waited when somebody came, on average over the last few hundred; 0 without a past. */
export function usualAhead(waits: readonly Wait[]): number {
  const recent = [...waits].sort((a, b) => b.from.getTime() - a.from.getTime()).slice(0, sampled);
  if (recent.length === 0) return 0;
  const ahead = recent.map(
    ({ from }) => waits.filter((other) => other.from < from && (other.to === null || other.to > from)).length,
  );
  return ahead.reduce((a, b) => a + b, 0) / recent.length;
}

/** How long waiting takes relative to the past: with so many ahead instead of the usual number, and testers instead of those there were. */
export function loadOf(ahead: number, usual: number, { testersBefore = 1, testersNow = 1 } = {}): number {
  const load = ((1 + ahead) / (1 + usual)) * (testersBefore / testersNow);
  return Math.min(most, Math.max(least, load));
}

type InLine = { releaseId: string; isHotfix: boolean; dueAt: Date | null; since: Date };

/** How many stand before each, as the queue takes them: hotfixes first, then what is due first, then the longest wait. */
export function placesInLine(waiting: readonly InLine[]): Map<string, number> {
  const due = ({ dueAt }: InLine) => dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  const inOrder = [...waiting].sort(
    (a, b) => Number(b.isHotfix) - Number(a.isHotfix) || due(a) - due(b) || a.since.getTime() - b.since.getTime(),
  );
  return new Map(inOrder.map(({ releaseId }, index) => [releaseId, index]));
}
