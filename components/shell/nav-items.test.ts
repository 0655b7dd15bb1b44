import { expect, test } from "vitest";
import { permissionsOf, type Role } from "@/lib/domain/permission";
import { isCurrent, navItems, navItemsFor, tabKeys } from "./nav-items";
import type { Viewer } from "./viewer";

function viewerWith(role: Role): Viewer {
  const permissions = [...permissionsOf([{ role, teamId: null }]).keys()];
  return { name: "Ada", roles: [role], permissions, zone: "UTC", isDemo: false, organisationName: "Northwind" };
}

test("every place has its own address, key and shortcut", () => {
  for (const field of ["key", "href", "letter"] as const) {
    expect(new Set(navItems.map((item) => item[field])).size).toBe(navItems.length);
  }
});

test("nobody is shown the way to a page that would be closed to them", () => {
  expect(navItemsFor(viewerWith("developer")).map((item) => item.key)).not.toContain("people");
  expect(navItemsFor(viewerWith("admin")).map((item) => item.key)).toContain("audit");
});

test("the tabs of a phone are places that exist", () => {
  expect(navItems.filter((item) => tabKeys.includes(item.key))).toHaveLength(tabKeys.length);
});

test("a page below a place belongs to it, a neighbour with the same beginning does not", () => {
  const releases = navItems.find((item) => item.key === "releases");
  expect(releases && isCurrent(releases, "/releases/12")).toBe(true);
  expect(releases && isCurrent(releases, "/releases-archive")).toBe(false);
});
