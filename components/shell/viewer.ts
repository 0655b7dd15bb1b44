import type { Permission, Role } from "@/lib/domain/permission";

/** Who looks at the screen. The shell shows and hides by it; what may be done is decided by the procedures. */
export type Viewer = {
  name: string;
  roles: readonly Role[];
  permissions: readonly Permission[];
  /** IANA zone in which this person reads times. */
  zone: string;
  isDemo: boolean;
  organisationName: string;
};

const roleNames: Readonly<Record<Role, string>> = {
  admin: "Admin",
  release_manager: "Release manager",
  developer: "Developer",
  qa: "QA",
  stakeholder: "Stakeholder",
};

export function roleName(role: Role): string {
  return roleNames[role];
}
