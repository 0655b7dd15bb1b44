import type { PersonKey, TeamName } from "./example-plan";

type ExampleGroup = {
  name: string;
  limit: number;
  offerMinutes: number;
  members: PersonKey[];
  teams: TeamName[];
  services: string[];
};

/** Who tests what, and how much at once. Growth and Platform have no group: anybody may take their builds. */
export const exampleGroups: readonly ExampleGroup[] = [
  {
    name: "Shop QA",
    limit: 6,
    offerMinutes: 1_440,
    members: ["qa", "qa2"],
    teams: ["Storefront", "Payments"],
    services: [],
  },
  { name: "Discovery QA", limit: 6, offerMinutes: 240, members: ["qa", "qa2"], teams: ["Discovery"], services: [] },
  // The index fits one build at a time.
  { name: "Search bench", limit: 1, offerMinutes: 240, members: ["qa", "qa2"], teams: [], services: ["search-api"] },
];

type ExamplePoint = { area: string; title: string; instruction?: string; required?: boolean; checkName?: string };

/** What is looked at before a build is accepted, of the services that have a plan. */
export const exampleTestPlans: Readonly<Record<string, readonly ExamplePoint[]>> = {
  "search-api": [
    { area: "Results", title: "Facet counts match the hits", instruction: "Filter by brand and size; count twice." },
    { area: "Results", title: "Synonyms find both words", instruction: "sofa and couch, trainers and sneakers." },
    { area: "Results", title: "Typos of brands", required: false },
    { area: "Index", title: "A new product is found within a minute" },
    {
      area: "Index",
      title: "The old index is gone after the migration",
      instruction: "Forward only: look before and after.",
    },
    { area: "Speed", title: "Load test", checkName: "load" },
    { area: "Speed", title: "End to end", checkName: "e2e" },
  ],
  recommendations: [
    { area: "Results", title: "No sold-out item is shown" },
    { area: "Results", title: "Seasonal items come first in December" },
    { area: "Operation", title: "It starts without the model store", required: false },
    { area: "Operation", title: "End to end", checkName: "e2e" },
  ],
  checkout: [
    { area: "Payment", title: "Card with 3-D Secure, also when it times out" },
    { area: "Payment", title: "A retry never charges twice", instruction: "Pull the plug between charge and answer." },
    { area: "Receipts", title: "Receipt in the buyer's currency" },
    { area: "Accessibility", title: "By keyboard alone from basket to receipt", required: false },
    { area: "Regression", title: "End to end", checkName: "e2e" },
  ],
  catalog: [
    { area: "Prices", title: "Bulk import of a thousand prices" },
    { area: "Images", title: "Variants show their own image on staging" },
  ],
};
