/**
 * The closed list of expected refusals, each with the HTTP status its door answers with. A refusal is a value: it names the
 * rules that caused it and, where known, when it would pass. Exceptions are bugs.
 */
export const refusalCodes = {
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  invalid_input: 400,
  too_large: 413,
  rate_limited: 429,
  // identity
  wrong_credentials: 401,
  setup_token_wrong: 401,
  already_set_up: 409,
  invitation_invalid: 410,
  link_revoked: 410,
  name_taken: 409,
  in_use: 409,
  last_admin: 409,
  // planning
  lane_taken: 409,
  service_taken: 409,
  outside_window: 409,
  window_never_opens: 400,
  window_overlaps_itself: 400,
  in_freeze: 409,
  in_the_past: 409,
  too_late: 409,
  hold_expired: 409,
  hold_of_another: 409,
  slot_not_live: 409,
  // the window is for other teams
  not_a_booker: 403,
  // a change of a rule would leave booked slots without an opening, and nobody said what becomes of them
  slots_orphaned: 409,
  // the continuous licence of the service has lapsed, or it never had one
  not_licensed: 409,
  // "A before B" would lead back to A
  circular_order: 409,
  offer_over: 409,
  // no seat is left on the departure, and nobody makes room
  departure_full: 409,
  // boarding has not opened, or is closed
  not_boarding: 409,
  // a slot of a train goes where its departure goes
  of_a_train: 409,
  calendar_unreadable: 400,
  calendar_unreachable: 400,
  // what was looked at before applying is no longer what stands
  plan_outdated: 409,
  // hand-over and approval
  build_known: 409,
  wrong_state: 409,
  claimed_by_another: 409,
  // as much in test as the group takes on at once
  group_full: 409,
  // another group of testers has this service
  not_in_group: 403,
  // it came back, and whoever judged it before is asked first
  offered_to_another: 409,
  // required points of the test plan are open or failed
  test_plan_open: 409,
  own_work: 403,
  not_an_approver: 403,
  content_changed: 409,
  // opening
  gates_closed: 409,
  target_missing: 409,
  target_address_forbidden: 400,
  // callbacks
  signature_wrong: 401,
  timestamp_stale: 401,
  callback_replayed: 409,
  // races that the database refused without a more exact word
  conflict: 409,
  // more at once than this installation has connections for
  busy: 503,
  // the database is away for a moment: stopped, starting, or cut off from us
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof refusalCodes;

/** What kinds of rule there are. */
export const ruleKinds = [
  "window",
  "licence",
  "freeze",
  "environment",
  "qa",
  "approval",
  "blocker",
  "target",
  "lane",
  "service",
  "slot",
  "person",
  "time",
  "plan",
  "train",
] as const;

/** One rule that had a part in a refusal or a gate, in words a person can act on. */
export type Rule = {
  kind: (typeof ruleKinds)[number];
  /** The id of the thing that rules, where it is a row (a window, a freeze, a slot …). */
  id?: string;
  /** What the rule is called on screen. */
  name: string;
  /** A full sentence: what the rule says about this case. */
  reason: string;
};

export type Refusal = {
  code: RefusalCode;
  /** A full sentence for a person. Never holds secrets, SQL or internals. */
  message: string;
  /** The input field at fault, as a dotted path, for `invalid_input` and kin. */
  field?: string;
  rules: Rule[];
  /** The next instant at which the same request would pass, if known. */
  nextOpen?: Date;
};

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function accept<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  message: string,
  more: { field?: string; rules?: Rule[]; nextOpen?: Date } = {},
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, message, rules: more.rules ?? [], field: more.field, nextOpen: more.nextOpen } };
}

/** The refusal of a part of an input, its field told by the path from the whole. */
export function refusedWithin(part: string, { refusal }: { refusal: Refusal }): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { ...refusal, field: refusal.field === undefined ? part : `${part}.${refusal.field}` } };
}
