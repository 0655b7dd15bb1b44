import { inWrittenOrder, isPartOfPlan, type Plan, type PlanItem, type Standing, type StandingPlan } from "./plan";

/**
 * What of the standing plan is written into a file, in its one order: all that is in use. A service that was put away is written only
 * where something that is written names it, because the file must stand on its own feet; so are its targets left out.
 */
export function planToWrite(standing: StandingPlan): Plan {
  const services = withNamed(standing);
  const inUse = new Set(services.filter(({ archived }) => !archived).map(({ name }) => name.toLowerCase()));
  return inWrittenOrder({
    environments: standing.environments.map(plain),
    teams: standing.teams.map(plain),
    services: services.map(plain),
    targets: standing.targets.filter(({ service }) => inUse.has(service.toLowerCase())).map(plain),
    policies: standing.policies.filter(isPartOfPlan).map(plain),
    windows: standing.windows.filter(isPartOfPlan).map(plain),
    freezes: standing.freezes.filter(isPartOfPlan).map(plain),
    trains: standing.trains.filter(isPartOfPlan).map(plain),
  });
}

function plain<Item extends PlanItem>({ id: _, isOver: __, ...item }: Standing<Item>): Item {
  return item as unknown as Item;
}

/** The services in use, and those put away that freezes or other written services name. */
function withNamed({ services, freezes }: StandingPlan): StandingPlan["services"] {
  const byName = new Map(services.map((service) => [service.name.toLowerCase(), service]));
  const written = new Set(services.filter(isPartOfPlan));
  const named = freezes.flatMap((freeze) => [...freeze.services, ...freeze.except.services]);
  const toFollow = [...named, ...[...written].flatMap(({ dependsOn }) => dependsOn)];
  for (let name = toFollow.pop(); name !== undefined; name = toFollow.pop()) {
    const service = byName.get(name.toLowerCase());
    if (service === undefined || written.has(service)) continue;
    written.add(service);
    toFollow.push(...service.dependsOn);
  }
  return services.filter((service) => written.has(service));
}
