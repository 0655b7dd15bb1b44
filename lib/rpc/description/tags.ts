/** The subjects of the API in the order of the job, each with what is done there. */
export const tags = [
  { name: "Releases", description: "A version of a service on its way out, with its rounds, slots and history." },
  { name: "Hand-overs", description: "One build's turn with QA: handed over, claimed, accepted or sent back." },
  { name: "Slots", description: "The schedule: free room, holds, bookings, and opening by hand." },
  {
    name: "Approvals",
    description: "Signatures on exactly what a slot will deploy, and the policies that ask for them.",
  },
  {
    name: "Deployments",
    description: "What was called when a slot opened, what answered, and what the receiver reported.",
  },
  { name: "Departures", description: "What ships next, for the wall and for whoever holds a share link." },
  { name: "Windows", description: "The rules by which environments open, and their openings." },
  { name: "Freezes", description: "The rules that close, stronger than any window." },
  { name: "Services", description: "Teams and the services they own." },
  { name: "Environments", description: "The stops of the promotion path, in order." },
  { name: "Targets", description: "How a service is deployed in an environment: the address to call and its secret." },
  {
    name: "API tokens",
    description: "Keys for pipelines. A person makes and ends them; they never exceed their owner.",
  },
  { name: "Share links", description: "Addresses with which anybody may read the schedule." },
  { name: "People", description: "Who works here, and their roles." },
  { name: "Joining", description: "First set-up and invitations." },
  { name: "Me", description: "One's own profile and sessions." },
  { name: "Audit", description: "What happened, in a chain that cannot be changed unnoticed." },
];
