import type {
  EnvironmentEntry,
  FreezeEntry,
  Plan,
  PlanSection,
  ServiceEntry,
  StandingPlan,
  TeamEntry,
  WindowEntry,
} from "@/lib/domain/plan";

const nowhere = { environments: [], teams: [], services: [] };

export const anEnvironment = (name: string, more: Partial<EnvironmentEntry> = {}): EnvironmentEntry => ({
  name,
  zone: "Europe/Berlin",
  defaultOpen: false,
  requiresAcceptance: false,
  ...more,
});

export const aTeam = (name: string, more: Partial<TeamEntry> = {}): TeamEntry => ({
  name,
  hue: 0,
  workingHours: null,
  ...more,
});

export const aService = (name: string, more: Partial<ServiceEntry> = {}): ServiceEntry => ({
  name,
  team: "Payments",
  description: "",
  cadence: "slow",
  dependsOn: [],
  archived: false,
  ...more,
});

/** Tuesdays, 06:00 to 12:00, in Production. */
export const aWindowItem = (name: string, more: Partial<WindowEntry> = {}): WindowEntry => ({
  name,
  environment: "Production",
  cadence: "slow",
  zone: "Europe/Berlin",
  localStart: "2026-01-06T06:00",
  durationMinutes: 360,
  rrule: "FREQ=WEEKLY;BYDAY=TU",
  exdates: [],
  rdates: [],
  lanes: 1,
  granularityMinutes: 15,
  leadMinutes: 0,
  overrun: "finish",
  teams: [],
  ...more,
});

/** Two days before Christmas, everywhere. */
export const aFreezeItem = (name: string, more: Partial<FreezeEntry> = {}): FreezeEntry => ({
  name,
  reason: "",
  grade: "closed",
  zone: "Europe/Berlin",
  localStart: "2026-12-22T00:00",
  durationMinutes: 2_880,
  rrule: null,
  exdates: [],
  rdates: [],
  ...nowhere,
  except: nowhere,
  thaw: "next_slot",
  thawPerHour: 4,
  ...more,
});

/** A small plan: two environments, a team, two services, a target, a policy and a window. */
export const aPlan = (more: Partial<Plan> = {}): Plan => ({
  environments: [anEnvironment("Staging"), anEnvironment("Production", { requiresAcceptance: true })],
  teams: [aTeam("Payments", { hue: 5 })],
  services: [aService("checkout", { dependsOn: ["ledger"] }), aService("ledger")],
  targets: [
    {
      service: "ledger",
      environment: "Production",
      url: "https://deploy.example.com/",
      successBy: "report",
      callTimeoutSeconds: 10,
      reportTimeoutSeconds: 3_600,
      enabled: true,
    },
  ],
  policies: [
    {
      environment: "Production",
      stages: [{ role: "release_manager", required: 1 }],
      authorExcluded: true,
      coversTime: "occurrence",
    },
  ],
  windows: [aWindowItem("Core")],
  freezes: [],
  trains: [],
  ...more,
});

/** The plan as if it stood: each thing with an id that says what it is. */
export function standingAs(plan: Plan): StandingPlan {
  const sections = Object.entries(plan) as [PlanSection, object[]][];
  return Object.fromEntries(
    sections.map(([section, items]) => [section, items.map((item, at) => ({ ...item, id: `${section} ${at}` }))]),
  ) as unknown as StandingPlan;
}
