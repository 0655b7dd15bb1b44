import type { Dependency } from "./planned-slot";

/** Which services a service stands on, through others too. */
export type Bases = ReadonlyMap<string, ReadonlySet<string>>;

/** Every base of every service, through others too. A circle, which the database refuses, would end here all the same. */
export function basesOf(dependencies: readonly Dependency[]): Bases {
  const direct = new Map<string, string[]>();
  for (const { serviceId, dependsOnId } of dependencies) {
    direct.set(serviceId, [...(direct.get(serviceId) ?? []), dependsOnId]);
  }
  return new Map(
    [...direct.keys()].map((serviceId) => {
      const found = new Set<string>();
      const open = [...(direct.get(serviceId) ?? [])];
      for (let base = open.pop(); base !== undefined; base = open.pop()) {
        if (base === serviceId || found.has(base)) continue;
        found.add(base);
        open.push(...(direct.get(base) ?? []));
      }
      return [serviceId, found];
    }),
  );
}
