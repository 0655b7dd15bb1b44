import type { PersonKey, TeamName } from "./example-plan";

export type ExampleView = {
  name: string;
  owner: PersonKey;
  shared: boolean;
  /** As the address of the schedule says it. */
  query: string;
  team?: TeamName;
};

export const exampleViews: readonly ExampleView[] = [
  {
    name: "At risk, everywhere",
    owner: "manager",
    shared: true,
    query: "view=agenda&env=all&state=at_risk,failed,missed",
  },
  { name: "The quarter ahead", owner: "manager", shared: true, query: "view=quarter&env=all" },
  { name: "What I brought", owner: "manager", shared: false, query: "view=week&mine=1" },
  { name: "Payments this month", owner: "payments", shared: true, query: "view=month", team: "Payments" },
];
