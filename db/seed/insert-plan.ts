import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import {
  approvalPolicies,
  approvalStages,
  environments,
  installation,
  people,
  roleGrants,
  serviceDependencies,
  services,
  targets,
  teams,
} from "@/db/schema";
import {
  type EnvironmentName,
  exampleDependencies,
  exampleEnvironments,
  examplePeople,
  exampleServices,
  exampleStages,
  exampleTeams,
  organisationName,
  organisationZone,
  type PersonKey,
  type TeamName,
} from "./example-plan";

/** Where the example's calls go: the address of a receiver and the signing secret it shares with us, sealed. */
export type ExampleReceiver = { url: string; secretSealed: string };

/** The ids of what the plan names, for the rows that refer to it. */
export type ExampleIds = {
  team: (name: TeamName) => string;
  person: (key: PersonKey) => string;
  personName: (key: PersonKey) => string;
  service: (name: string) => string;
  environment: (name: EnvironmentName) => string;
  target: (service: string, environment: EnvironmentName) => string;
  policy: { id: string; version: 1 };
};

/** A look-up that fails loudly: a name that the plan does not hold is a mistake in the plan. */
function lookUp<Key extends string>(ids: ReadonlyMap<string, string>) {
  return (key: Key): string => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`the example plan has no ${key}`);
    return id;
  };
}

const idsFor = (keys: readonly string[]) => new Map(keys.map((key) => [key, newId()]));
const targetEnvironments = ["Staging", "Production"] as const;

/** Who works there, what they ship and where, and who must sign. */
export async function insertPlan(tx: Tx, now: Date, receiver: ExampleReceiver, isDemo: boolean): Promise<ExampleIds> {
  const personName = lookUp<PersonKey>(new Map(examplePeople.map(({ key, name }) => [key, name])));
  const team = lookUp<TeamName>(idsFor(exampleTeams.map(({ name }) => name)));
  const person = lookUp<PersonKey>(idsFor(examplePeople.map(({ key }) => key)));
  const service = lookUp<string>(idsFor(exampleServices.map(({ name }) => name)));
  const environment = lookUp<EnvironmentName>(idsFor(exampleEnvironments.map(({ name }) => name)));
  const places = exampleServices.flatMap(({ name }) => targetEnvironments.map((stop) => `${name} in ${stop}`));
  const target = lookUp<string>(idsFor(places));

  // Outside the demo somebody has just given the organisation its name, and made themselves its admin.
  if (isDemo) await tx.update(installation).set({ organisationName, zone: organisationZone, isDemo, setUpAt: now });
  await tx.insert(teams).values(exampleTeams.map((each) => ({ ...each, id: team(each.name) })));
  await tx
    .insert(people)
    .values(examplePeople.map(({ key, name, email }) => ({ id: person(key), name, email, zone: organisationZone })));
  await tx.insert(roleGrants).values(
    examplePeople.flatMap(({ key, roles }) =>
      roles.map((grant) => ({
        personId: person(key),
        role: grant.role,
        teamId: "team" in grant ? team(grant.team) : null,
      })),
    ),
  );
  await tx
    .insert(environments)
    .values(exampleEnvironments.map((stop) => ({ ...stop, id: environment(stop.name), zone: organisationZone })));
  await tx.insert(services).values(
    exampleServices.map(({ name, team: owner, description, cadence }) => ({
      id: service(name),
      name,
      teamId: team(owner),
      description,
      cadence,
    })),
  );
  await tx
    .insert(serviceDependencies)
    .values(
      exampleDependencies.map((pair) => ({ serviceId: service(pair.service), dependsOnId: service(pair.dependsOn) })),
    );
  await tx.insert(targets).values(
    exampleServices.flatMap(({ name }) =>
      targetEnvironments.map((stop) => ({
        id: target(`${name} in ${stop}`),
        serviceId: service(name),
        environmentId: environment(stop),
        url: receiver.url,
        secretSealed: receiver.secretSealed,
      })),
    ),
  );
  const policy = { id: newId(), version: 1 as const };
  await tx
    .insert(approvalPolicies)
    .values({ ...policy, environmentId: environment("Production"), createdBy: person("admin"), createdAt: now });
  await tx
    .insert(approvalStages)
    .values(exampleStages.map((stage, index) => ({ ...stage, policyId: policy.id, position: index + 1 })));
  return {
    team,
    person,
    personName,
    service,
    environment,
    target: (name, stop) => target(`${name} in ${stop}`),
    policy,
  };
}
