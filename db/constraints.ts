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
  slots_licensed: { code: "not_licensed", message: "A service in the slot may not deploy at any time now." },
  slot_order_no_circle: { code: "circular_order", message: "Each of these slots would wait for the other." },
  slot_order_pk: { code: "conflict", message: "This order is set already." },
  service_dependencies_no_circle: {
    code: "circular_order",
    message: "Each of these services would depend on the other.",
  },
  occurrences_open_once: {
    code: "window_overlaps_itself",
    message: "The window is open at that time already: two of its openings would overlap.",
  },
  freeze_exceptions_one_live: {
    code: "conflict",
    message: "An exception of this freeze for this release is asked for or granted already.",
  },
  freeze_exceptions_not_own_request: { code: "own_work", message: "Who asked for an exception cannot grant it." },
  freeze_exceptions_status_arrow: {
    code: "wrong_state",
    message: "The exception is no longer in a state in which that can be done.",
  },
  waitlist_entries_status_arrow: {
    code: "wrong_state",
    message: "The place in line is no longer in a state in which that can be done.",
  },
  swap_offers_status_arrow: {
    code: "wrong_state",
    message: "The offer is no longer in a state in which that can be done.",
  },
  postponements_status_arrow: {
    code: "wrong_state",
    message: "It is no longer in a state in which that can be done.",
  },
  swap_offers_one_open: { code: "conflict", message: "These two slots are offered for each other already." },
  inbound_sources_name_unique: { code: "name_taken", message: "A source with this name exists already." },
  inbound_mappings_once: { code: "name_taken", message: "This place is mapped to this service already." },
  history_imports_status_arrow: {
    code: "wrong_state",
    message: "The import is no longer in a state in which that can be done.",
  },
  calendars_name_unique: { code: "name_taken", message: "A calendar with this name exists already." },
  saved_views_name_unique: { code: "name_taken", message: "You have a view with this name already." },
  trains_name_unique: { code: "name_taken", message: "A train with this name exists already." },
  tickets_one_live_per_release: { code: "conflict", message: "This release has a ticket already." },
  tickets_one_release_of_a_service: {
    code: "service_taken",
    message: "Another release of the same service is aboard already.",
  },
  tickets_capacity: { code: "departure_full", message: "The departure is full." },
  tickets_departure_coming: { code: "wrong_state", message: "The departure takes nobody any more." },
  tickets_status_arrow: {
    code: "wrong_state",
    message: "The ticket is no longer in a state in which that can be done.",
  },
  departures_status_arrow: {
    code: "wrong_state",
    message: "The departure is no longer in a state in which that can be done.",
  },
  departures_leave_nobody_behind: { code: "conflict", message: "Somebody boarded at this moment. Try again." },
  departure_blockers_status_arrow: { code: "wrong_state", message: "The blocker was resolved or waived already." },
  slots_open_with_departure: { code: "gates_closed", message: "The departure it belongs to has not left." },
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
  handoffs_run_is_proven: { code: "wrong_state", message: "No passed regression run vouches for exactly this build." },
  handoffs_within_group_limit: {
    code: "group_full",
    message: "The group has as much in test as it takes on at once. Finish or give back one first.",
  },
  test_items_of_a_running_turn: { code: "wrong_state", message: "This build's turn with QA is over." },
  waivers_one_per_handoff: { code: "wrong_state", message: "This build was accepted under conditions already." },
  waivers_fixed: { code: "wrong_state", message: "This waiver was settled already." },
  qa_groups_name_unique: { code: "name_taken", message: "A group with this name exists already." },
  qa_group_scopes_team_once: { code: "in_use", message: "Another group tests this team's services already." },
  qa_group_scopes_service_once: { code: "in_use", message: "Another group tests this service already." },
  test_plans_version_unique: { code: "conflict", message: "The plan was changed at the same moment. Look again." },
  soak_rules_one_per_place: { code: "conflict", message: "The rule was set at the same moment. Look again." },
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
  deployments_not_during_rollback: { code: "gates_closed", message: "The service is being rolled back there." },
  rollbacks_newest_deployment: {
    code: "wrong_state",
    message: "A newer deployment of the service runs there: that is the one to roll back.",
  },
  rollbacks_one_at_a_time: { code: "wrong_state", message: "The service is being rolled back there already." },
  rollbacks_status_arrow: {
    code: "wrong_state",
    message: "The rollback is no longer in a state in which that can be done.",
  },
  rollback_reports_pk: { code: "callback_replayed", message: "This report was received already." },
  licence_proofs_fixed: { code: "wrong_state", message: "This proof can no longer be withdrawn." },
  standing_approvals_fixed: { code: "wrong_state", message: "This standing approval was revoked already." },
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
