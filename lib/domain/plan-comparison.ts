import {
  type DeclaredPlan,
  isPartOfPlan,
  type PlanItem,
  type PlanSection,
  planDefaults,
  planSections,
  type StandingPlan,
} from "./plan";
import { matchItems } from "./plan-matching";
import { pathAfter } from "./plan-path";
import { type FieldWords, planWords, type SectionWords } from "./plan-words";

/** One field of a change as a person reads it; `before` is empty for what is new. */
export type PlanFieldChange = { field: string; label: string; before: string; after: string };

/** One thing that a file would add, change or remove. */
export type PlanChange<Section extends PlanSection = PlanSection> = {
  section: Section;
  action: "add" | "change" | "remove";
  name: string;
  fields: PlanFieldChange[];
  /** Its place in the section of the file; what is removed has none. */
  at?: number;
  wanted?: PlanItem<Section>;
  standing?: StandingPlan[Section][number];
};

export type PlanComparison = {
  changes: PlanChange[];
  /** The order of the promotion path, where it becomes another than additions and removals alone would make it. */
  path?: { before: string[]; after: string[] };
  /** What stands in a declared section and is not in the file: it stays, unless removal is asked for. */
  undeclared: { section: PlanSection; name: string }[];
};

/**
 * What a file would change, field by field. Sections that it does not declare are left alone; what stands in a declared one and is
 * not in the file is removed only with `prune`. The names in both must have been settled (`afterRenaming`, `withKnownNames`).
 */
export function comparePlans(
  standing: StandingPlan,
  wanted: DeclaredPlan,
  { prune }: { prune: boolean },
): PlanComparison {
  const declared = planSections.filter((section) => wanted[section] !== undefined);
  const parts = declared.map((section) => compareSection(section, standing, wanted));
  const added = parts.flatMap((part) => part.changes);
  // What others stand on goes last: removal runs backwards through the sections.
  const removed = prune ? [...parts].reverse().flatMap((part) => part.left) : [];
  const path = comparePath(standing, wanted, prune);
  return {
    changes: [...added, ...removed],
    ...(path === undefined ? {} : { path }),
    undeclared: prune ? [] : parts.flatMap((part) => part.left.map(({ section, name }) => ({ section, name }))),
  };
}

function compareSection<Section extends PlanSection>(section: Section, standing: StandingPlan, wanted: DeclaredPlan) {
  const words = planWords[section] as unknown as SectionWords<PlanItem<Section>>;
  const matching = matchItems<Section>(standing[section], (wanted[section] ?? []) as never);
  const changed = matching.pairs.map(({ standing: before, wanted: after, at }): PlanChange<Section> => {
    const name = words.nameOf(after);
    const fields = fieldsChanged(words, before as PlanItem<Section>, after);
    return { section, action: "change", name, fields, at, wanted: after, standing: before };
  });
  const added = matching.added
    .filter(({ wanted: item }) => !asksForNothing(item))
    .map(({ wanted: item, at }): PlanChange<Section> => {
      const fields = words.fields
        .filter((field) => field.field !== "name" && says(section, field, item))
        .map(({ field, label, words: inWords }) => ({ field, label, before: "", after: inWords(item) }));
      return { section, action: "add", name: words.nameOf(item), fields, at, wanted: item };
    });
  const inFileOrder = [...changed.filter(({ fields }) => fields.length > 0), ...added].sort(
    (a, b) => (a.at ?? 0) - (b.at ?? 0),
  );
  return {
    changes: inFileOrder as unknown as PlanChange[],
    left: matching.left
      .filter((item) => isPartOfPlan(item as StandingPlan[PlanSection][number]))
      .map((item) => ({
        section,
        action: "remove",
        name: words.nameOf(item as PlanItem<Section>),
        fields: [],
        standing: item,
      })) as unknown as PlanChange[],
  };
}

/** Whether a new entry says anything by a field: what has its default would only be read past. */
function says<Item extends object>(section: PlanSection, { field, value }: FieldWords<Item>, item: Item): boolean {
  if (value(item) === undefined) return false;
  const defaults = planDefaults[section] as Record<string, unknown>;
  // A rule that opens once says when, although leaving `rrule` out is its default.
  if (!(field in defaults) || field === "rrule") return true;
  return JSON.stringify(value(item)) !== JSON.stringify(value({ ...item, ...defaults }));
}

function fieldsChanged<Item>(words: SectionWords<Item>, before: Item, after: Item): PlanFieldChange[] {
  return words.fields.flatMap(({ field, label, value, words: inWords }) => {
    const [from, to] = [value(before), value(after)];
    if (from === undefined || to === undefined || JSON.stringify(from) === JSON.stringify(to)) return [];
    const [was, is] = [inWords(before), inWords(after)];
    // Two values that read alike are told apart by how they are written.
    return was === is
      ? [{ field, label, before: JSON.stringify(from), after: JSON.stringify(to) }]
      : [{ field, label, before: was, after: is }];
  });
}

/** No policy at all asks for nothing, too. */
function asksForNothing(item: PlanItem): boolean {
  return "stages" in item && item.stages.length === 0;
}

function comparePath(standing: StandingPlan, wanted: DeclaredPlan, prune: boolean): PlanComparison["path"] {
  if (wanted.environments === undefined) return undefined;
  const { pairs, added, left } = matchItems<"environments">(standing.environments, wanted.environments);
  const nameNow = new Map(pairs.map((pair) => [pair.standing.id, pair.wanted.name]));
  const gone = new Set(prune ? left.map(({ id }) => id) : []);
  const stays = standing.environments.filter(({ id }) => !gone.has(id));
  const before = stays.map(({ id, name }) => nameNow.get(id) ?? name);
  const natural = [...before, ...added.map(({ wanted: item }) => item.name)];
  const after = pathAfter(
    before,
    wanted.environments.map(({ name }) => name),
  );
  return natural.join("\n") === after.join("\n") ? undefined : { before: natural, after };
}
