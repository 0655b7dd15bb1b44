/** The subjects of the API in the order of the job, each with what is done there. */
export const tags = [
  { name: "Releases", description: "A version of a service on its way out, with its rounds, slots and history." },
  { name: "Hand-overs", description: "One build's turn with QA: handed over, claimed, accepted or sent back." },
  { name: "QA groups", description: "Testers who share services, and how many builds they have in test at once." },
  { name: "Test plans", description: "What is looked at before a build of a service is accepted." },
  { name: "Slots", description: "The schedule: free room, holds, bookings, conflicts, and opening by hand." },
  { name: "Swaps", description: "Two teams exchange slots: one offers, the other accepts, both move at once." },
  { name: "Waitlist", description: "Waiting for room in a full window, and what is offered when some falls free." },
  {
    name: "Saved views",
    description: "Ways to look at the schedule that somebody kept, for themselves or for everybody.",
  },
  {
    name: "Approvals",
    description: "Signatures on exactly what a slot will deploy, and the policies that ask for them.",
  },
  {
    name: "Deployments",
    description: "What was called when a slot opened, what answered, and what the receiver reported.",
  },
  { name: "Departures", description: "What ships next, for the wall and for whoever holds a share link." },
  {
    name: "Trains",
    description: "Timetables, their departures, who is aboard, what holds them, and who says go.",
  },
  {
    name: "Forecasts",
    description: "When a release will ship and how sure that is, promises to stakeholders, and whether past odds held.",
  },
  {
    name: "Insights",
    description:
      "How the work goes: flow, ages, cycle times, bounces, punctuality, use of slots and the DORA measures.",
  },
  { name: "Windows", description: "The rules by which environments open, and their openings." },
  { name: "Freezes", description: "The rules that close, stronger than any window." },
  {
    name: "Calendars",
    description:
      "Holidays and events from outside, read from a file or an address: marks on the schedule, or a freeze.",
  },
  { name: "Services", description: "Teams and the services they own." },
  {
    name: "Licences",
    description: "Continuous availability: the four proofs with which a service may deploy at any time.",
  },
  { name: "Environments", description: "The stops of the promotion path, in order." },
  { name: "Targets", description: "How a service is deployed in an environment: the address to call and its secret." },
  {
    name: "Plan",
    description: "The whole plan as one file, compared and applied; and what a change of a rule would have done.",
  },
  {
    name: "API tokens",
    description: "Keys for pipelines. A person makes and ends them; they never exceed their owner.",
  },
  { name: "Share links", description: "Addresses with which anybody may read the schedule." },
  {
    name: "Inbound",
    description: "Signed events of GitHub, GitLab and CDEvents: where they come from, and what came of each.",
  },
  {
    name: "History",
    description: "How items went in another tool: a file is sent in parts, looked at, and imported as a whole.",
  },
  { name: "People", description: "Who works here, and their roles." },
  { name: "Joining", description: "First set-up and invitations." },
  {
    name: "Notices",
    description: "What you were told of: what happened to your builds, slots, signatures and trains.",
  },
  { name: "Me", description: "One's own profile and sessions." },
  { name: "Audit", description: "What happened, in a chain that cannot be changed unnoticed." },
];
