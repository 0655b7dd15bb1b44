import { contentOf, type Plan, type PlanItem, type PlanSection, type StandingPlan } from "./plan";

type StandingItem<Section extends PlanSection> = StandingPlan[Section][number];

/** What stands for which item of a file. `at` is the item's place in its section of the file. */
export type Matching<Section extends PlanSection> = {
  pairs: { standing: StandingItem<Section>; wanted: PlanItem<Section>; at: number }[];
  added: { wanted: PlanItem<Section>; at: number }[];
  /** What stands and the file does not name. */
  left: StandingItem<Section>[];
};

type Keyed = { name?: string; was?: string; service?: string; environment?: string };

/** By what an item is known: its name, and for what belongs to a place the place. */
export function keyOf(item: Keyed, name = item.name): string {
  return [item.environment, item.service, name].map((part) => part?.toLowerCase() ?? "").join("\n");
}

const keyBefore = (item: Keyed): string | undefined => (item.was === undefined ? undefined : keyOf(item, item.was));

/** How sure it is that two items of one name are the same thing, surest first: freezes may share a name, all else may not. */
const likenesses: ReadonlyArray<(standing: object, wanted: object) => boolean> = [
  (standing, wanted) => contentOf(standing) === contentOf(wanted),
  (standing, wanted) => "localStart" in standing && "localStart" in wanted && standing.localStart === wanted.localStart,
  () => true,
];

/**
 * Finds for each item of a file what stands for it: by its name, else by the name that it had (`was`). A `was` whose new name stands
 * already says nothing any more, so the same file can be applied again. What shares a name is paired by content, then by its first
 * day, then in order.
 */
export function matchItems<Section extends PlanSection>(
  standing: readonly StandingItem<Section>[],
  wanted: Plan[Section],
): Matching<Section> {
  const free = new Map<string, StandingItem<Section>[]>();
  for (const each of standing) free.set(keyOf(each), [...(free.get(keyOf(each)) ?? []), each]);
  const found = new Map<number, StandingItem<Section>>();
  const items = [...wanted.entries()] as [number, PlanItem<Section>][];
  const pair = (key: (item: PlanItem<Section>) => string | undefined, isLike: (typeof likenesses)[number]) => {
    for (const [at, item] of items) {
      const candidates = found.has(at) ? [] : (free.get(key(item) ?? "") ?? []);
      const place = candidates.findIndex((each) => isLike(each, item));
      if (place >= 0) found.set(at, ...(candidates.splice(place, 1) as [StandingItem<Section>]));
    }
  };
  for (const isLike of likenesses) pair((item) => keyOf(item), isLike);
  pair(keyBefore, () => true);
  return {
    pairs: items.flatMap(([at, item]) => {
      const match = found.get(at);
      return match === undefined ? [] : [{ standing: match, wanted: item, at }];
    }),
    added: items.flatMap(([at, item]) => (found.has(at) ? [] : [{ wanted: item, at }])),
    left: [...free.values()].flat(),
  };
}
