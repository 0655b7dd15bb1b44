/** Every action the log knows, in past tense. */
export type AuditAction =
  | `window.${"created" | "changed" | "continued" | "archived"}`
  | `occurrence.${"cancelled" | "restored" | "moved" | "overran"}`
  | `freeze.${"created" | "changed" | "lifted" | "reinstated"}`
  | `freeze_exception.${"requested" | "granted" | "refused" | "withdrawn" | "revoked" | "reviewed"}`
  | `calendar.${"created" | "changed" | "read" | "failed" | "archived"}`
  | `horizon.extended`
  | `slot.${"held" | "released" | "booked" | "moved" | "cancelled" | "opened" | "closed" | "missed" | "expired" | "postponed" | "planned_again" | "dropped" | "swapped" | "loaded"}`
  | `slot_order.${"set" | "removed"}`
  | `slot_series.${"booked" | "ended"}`
  | `waitlist.${"joined" | "offered" | "passed" | "booked" | "withdrawn" | "expired"}`
  | `swap.${"offered" | "accepted" | "declined" | "withdrawn" | "lapsed"}`
  | `train.${"created" | "changed" | "archived" | "restored"}`
  | `departure.${"planned" | "boarding_opened" | "cut_off" | "qa_exit" | "went" | "no_go" | "held" | "released" | "departed" | "arrived" | "skipped" | "resumed" | "cancelled" | "moved" | "conductor_named" | "roll_call"}`
  | `departure_blocker.${"raised" | "handed_on" | "resolved" | "waived"}`
  | `ticket.${"boarded" | "moved" | "unplaced" | "arrived" | "failed" | "left"}`
  | `view.${"saved" | "removed"}`
  | `plan.applied`
  | `blocker.${"placed" | "resolved"}`
  | `release.${"created" | "changed" | "withdrawn" | "departed" | "arrived" | "failed" | "tried_again" | "sent_back"}`
  | `build.${"announced" | "handed_over" | "checked"}`
  | `handoff.${"claimed" | "returned" | "reassigned" | "offer_passed" | "accepted" | "accepted_with_waiver" | "rejected" | "superseded" | "withdrawn"}`
  | `waiver.settled`
  | `test_item.decided`
  | `test_area.decided`
  | `evidence.${"added" | "removed"}`
  | `qa_group.${"created" | "changed" | "archived"}`
  | `test_plan.changed`
  | `soak.${"set" | "removed"}`
  | `promise.${"given" | "withdrawn"}`
  | `policy.changed`
  | `approval.${"given" | "declined"}`
  | `standing_approval.${"given" | "revoked"}`
  | `licence.${"proven" | "withdrawn" | "lapsed"}`
  | `deployment.${"started" | "called" | "call_failed" | "running" | "succeeded" | "failed" | "timed_out" | "rollback_started" | "rolled_back" | "rollback_failed"}`
  | `inbound_source.${"created" | "changed" | "secret_rotated" | "archived"}`
  | `inbound_event.${"refused" | "replayed"}`
  | `history.${"uploaded" | "confirmed" | "imported" | "cancelled" | "failed" | "removed"}`
  | `report.refused`
  | `team.${"created" | "changed" | "removed"}`
  | `service.${"created" | "changed" | "archived"}`
  | `environment.${"created" | "changed" | "removed"}`
  | `target.${"created" | "changed" | "secret_rotated" | "removed"}`
  | `person.${"invited" | "joined" | "changed" | "disabled" | "enabled" | "addresses_changed" | "signed_in" | "signed_out_everywhere" | "password_changed" | "password_link_made"}`
  | `invitation.revoked`
  | `role.${"granted" | "revoked"}`
  | `token.${"created" | "revoked"}`
  | `share.${"created" | "revoked"}`
  | `installation.${"set_up" | "example_loaded"}`
  | `sign_in.refused`;
