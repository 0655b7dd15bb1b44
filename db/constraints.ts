import { type Refusal, type RefusalCode, refuse } from "@/lib/domain/refusal";

/**
 * What a race that the database refuses is called: the same code as the rule that would have refused it a moment earlier.
 * The keys are constraint names, which are part of the contract with the migrations.
 */
const refusals: Readonly<Record<string, { code: RefusalCode; message: string }>> = {
  slots_no_overlap_in_lane: { code: "lane_taken", message: "Another slot already stands in this lane at that time." },
  slot_releases_one_service_at_a_time: {
    code: "service_taken",
    message: "Another slot already deploys this service to this environment at that time.",
  },
  slots_inside_occurrence: { code: "outside_window", message: "The slot must lie inside an opening of its window." },
  slots_status_arrow: { code: "slot_not_live", message: "The slot is no longer in a state in which that can be done." },
  releases_status_arrow: {
    code: "wrong_state",
    message: "The release is no longer in a state in which that can be done.",
  },
  handoffs_status_arrow: {
    code: "wrong_state",
    message: "The handoff is no longer in a state in which that can be done.",
  },
  deployments_status_arrow: {
    code: "wrong_state",
    message: "The deployment is no longer in a state in which that can be done.",
  },
  handoffs_one_live_per_release: { code: "wrong_state", message: "Another build of this release is with QA already." },
  handoffs_one_per_build: { code: "build_known", message: "This build was handed over already." },
  handoffs_not_own_work: { code: "own_work", message: "Who handed a build over cannot judge it." },
  builds_digest_unique: {
    code: "build_known",
    message: "This release has a build with the same artifact digest already.",
  },
  builds_number_unique: { code: "conflict", message: "Another build was handed over at the same moment. Try again." },
  releases_version_unique: { code: "name_taken", message: "This service has a release with that version already." },
  approvals_not_by_author: { code: "own_work", message: "Who wrote, built, booked or submitted it cannot approve it." },
  approval_policies_version_unique: {
    code: "conflict",
    message: "The policy was changed at the same moment. Look again.",
  },
  deployments_newest_build: { code: "content_changed", message: "A newer build of the release was handed over." },
  deployments_accepted_by_qa: { code: "gates_closed", message: "QA has not accepted this build." },
  deployments_slot_open: { code: "slot_not_live", message: "The slot is not open." },
  deployments_once_per_opening: { code: "wrong_state", message: "The slot was opened already." },
  deployment_reports_pk: { code: "callback_replayed", message: "This report was received already." },
  people_email_unique: { code: "name_taken", message: "A person with this e-mail address exists already." },
  teams_name_unique: { code: "name_taken", message: "A team with this name exists already." },
  services_name_unique: { code: "name_taken", message: "A service with this name exists already." },
  environments_name_unique: { code: "name_taken", message: "An environment with this name exists already." },
  environments_position_unique: { code: "name_taken", message: "Another environment stands at this position already." },
  targets_once_per_service_and_environment: {
    code: "name_taken",
    message: "This service has a target in this environment already.",
  },
  release_windows_name_unique: { code: "name_taken", message: "This environment has a window with that name already." },
  role_grants_once: { code: "name_taken", message: "The person has this role already." },
};

type DatabaseError = { code?: string; constraint?: string; message?: string; cause?: unknown };

/** How pg's pool says that no connection came free in time; it has no code for it. */
const poolExhausted = "timeout exceeded when trying to connect";

/** The refusal that a failed statement stands for, or `undefined` when the error is a bug and must be thrown on. */
export function refusalOf(error: unknown): Refusal | undefined {
  const { code, constraint, message, cause } = (error ?? {}) as DatabaseError;
  if (constraint && refusals[constraint]) {
    const known = refusals[constraint];
    return refuse(known.code, known.message).refusal;
  }
  // 23503, and 23001 for ON DELETE RESTRICT since Postgres 18: something still points here, or what we point to is gone.
  // 40P01, 40001: a deadlock or a lost race; nothing is written.
  if (code === "23503" || code === "23001")
    return refuse("in_use", "Something else still refers to this, or what it refers to is gone.").refusal;
  if (code === "40P01" || code === "40001")
    return refuse("conflict", "Somebody changed the same thing at the same moment. Try again.").refusal;
  if (message === poolExhausted)
    return refuse("busy", "Too many people ask at once just now. Nothing was changed; try again in a moment.").refusal;
  return cause === undefined || cause === error ? undefined : refusalOf(cause);
}
