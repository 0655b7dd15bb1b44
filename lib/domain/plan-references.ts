import {
  type DeclaredPlan,
  namesInOrder,
  type PlanItem,
  type PlanSection,
  type ScopeEntry,
  type StandingPlan,
} from "./plan";
import { matchItems } from "./plan-matching";

/** The sections that others refer to by name. */
export const namedSections = ["environments", "teams", "services"] as const;
type NamedSection = (typeof namedSections)[number];

/** Says what a name means now; leaves it as it is where it means nothing. */
type Naming = (section: NamedSection, name: string, field: string) => string;

const each = (section: NamedSection, names: readonly string[], field: string, naming: Naming) =>
  namesInOrder([...new Set(names.map((name, index) => naming(section, name, `${field}.${index}`)))]);

function scope(of: ScopeEntry, naming: Naming, before = ""): ScopeEntry {
  return {
    environments: each("environments", of.environments, `${before}environments`, naming),
    teams: each("teams", of.teams, `${before}teams`, naming),
    services: each("services", of.services, `${before}services`, naming),
  };
}

/** How each section refers to others: the item with every name put through `naming`. */
const renamings: { [Section in PlanSection]: (item: PlanItem<Section>, naming: Naming) => PlanItem<Section> } = {
  environments: (item) => item,
  teams: (item) => item,
  services: (item, naming) => ({
    ...item,
    team: naming("teams", item.team, "team"),
    dependsOn: each("services", item.dependsOn, "dependsOn", naming),
  }),
  targets: (item, naming) => ({
    ...item,
    service: naming("services", item.service, "service"),
    environment: naming("environments", item.environment, "environment"),
  }),
  policies: (item, naming) => ({ ...item, environment: naming("environments", item.environment, "environment") }),
  windows: (item, naming) => ({
    ...item,
    environment: naming("environments", item.environment, "environment"),
    teams: each("teams", item.teams, "teams", naming),
  }),
  freezes: (item, naming) => ({ ...item, ...scope(item, naming), except: scope(item.except, naming, "except.") }),
  trains: (item, naming) => ({
    ...item,
    environments: each("environments", item.environments, "environments", naming),
  }),
};

/** A name in a file that means nothing. */
export type UnknownName = { section: PlanSection; at: number; field: string; of: NamedSection; name: string };

/**
 * The standing plan as it reads once the file's renamings are carried out: a service whose team is called otherwise now has not
 * changed. Items keep their ids.
 */
export function afterRenaming(standing: StandingPlan, wanted: DeclaredPlan): StandingPlan {
  const renamed = new Map<string, string>();
  for (const section of namedSections) {
    const { pairs } = matchItems<NamedSection>(standing[section], wanted[section] ?? []);
    for (const pair of pairs) renamed.set(`${section} ${pair.standing.name.toLowerCase()}`, pair.wanted.name);
  }
  const naming: Naming = (section, name) => renamed.get(`${section} ${name.toLowerCase()}`) ?? name;
  return mapItems(standing, (section, item) => ({ ...renamings[section](item as never, naming), id: item.id }));
}

/**
 * The file with every name written as the thing it names is written, and the names that mean nothing: what they name stands neither
 * in the file nor, as far as the file says nothing of its section or removes nothing, in the installation.
 */
export function withKnownNames(
  standing: StandingPlan,
  wanted: DeclaredPlan,
  { prune }: { prune: boolean },
): { wanted: DeclaredPlan; unknown: UnknownName[] } {
  const known = new Map<string, string>();
  const know = (section: NamedSection, { name }: { name: string }) =>
    known.set(`${section} ${name.toLowerCase()}`, name);
  for (const section of namedSections) {
    const declared = wanted[section];
    const { left } = matchItems<NamedSection>(standing[section], declared ?? []);
    if (declared === undefined || !prune) for (const item of left) know(section, item);
    for (const item of declared ?? []) know(section, item);
  }
  const unknown: UnknownName[] = [];
  return {
    unknown,
    wanted: mapItems(wanted, (section, item, at) =>
      renamings[section](item as never, (of, name, field) => {
        const found = known.get(`${of} ${name.toLowerCase()}`);
        if (found === undefined) unknown.push({ section, at, field, of, name });
        return found ?? name;
      }),
    ),
  };
}

function mapItems<Of extends DeclaredPlan | StandingPlan>(
  plan: Of,
  map: (section: PlanSection, item: PlanItem & { id: string }, at: number) => object,
): Of {
  const sections = Object.entries(plan) as [PlanSection, (PlanItem & { id: string })[]][];
  return Object.fromEntries(
    sections.map(([section, items]) => [section, items.map((item, at) => map(section, item, at))]),
  ) as Of;
}
