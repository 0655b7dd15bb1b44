import { describe, expect, it } from "vitest";
import { bodyLimitOf, maxBodyBytes } from "./bounded-request";

const limitAt = (path: string) => bodyLimitOf(new Request(`https://plan.example.org${path}`));

describe("how large a body may be", () => {
  it.each([
    "/api/v1/calendars",
    "/api/v1/calendars/preview",
    "/api/rpc/calendars/create",
    "/api/v1/trains/import",
    "/api/rpc/trains/previewImport",
  ])("%s has room for a file of 4 MB", (path) => {
    expect(limitAt(path)).toBe(6 * 1024 * 1024);
  });

  it.each([
    "/api/v1/plan/apply",
    "/api/rpc/plans/apply",
    "/api/v1/calendarsx",
    "/api/v1/windows?x=/api/v1/calendars",
    "/api/v1/windows/calendars",
  ])("%s has room for a plan", (path) => {
    expect(limitAt(path)).toBe(maxBodyBytes);
  });
});
