/** Every action the log knows, in past tense. */
export type AuditAction =
  | `window.${"created" | "changed" | "archived"}`
  | `occurrence.${"cancelled" | "restored"}`
  | `freeze.${"created" | "changed" | "lifted" | "reinstated"}`
  | `horizon.extended`
  | `slot.${"held" | "released" | "booked" | "moved" | "cancelled" | "opened" | "closed" | "missed" | "expired"}`
  | `blocker.${"placed" | "resolved"}`
  | `release.${"created" | "changed" | "withdrawn" | "departed" | "arrived" | "failed" | "tried_again" | "sent_back"}`
  | `build.${"announced" | "handed_over"}`
  | `handoff.${"claimed" | "returned" | "accepted" | "rejected" | "superseded" | "withdrawn"}`
  | `policy.changed`
  | `approval.${"given" | "declined"}`
  | `deployment.${"started" | "called" | "call_failed" | "running" | "succeeded" | "failed" | "timed_out"}`
  | `report.refused`
  | `team.${"created" | "changed" | "removed"}`
  | `service.${"created" | "changed" | "archived"}`
  | `environment.${"created" | "changed" | "removed"}`
  | `target.${"created" | "changed" | "secret_rotated" | "removed"}`
  | `person.${"invited" | "joined" | "changed" | "disabled" | "enabled" | "signed_in" | "signed_out_everywhere" | "password_changed" | "password_link_made"}`
  | `invitation.revoked`
  | `role.${"granted" | "revoked"}`
  | `token.${"created" | "revoked"}`
  | `share.${"created" | "revoked"}`
  | `installation.${"set_up" | "example_loaded"}`
  | `sign_in.refused`;
