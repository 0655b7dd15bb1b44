import { describe, expect, it } from "vitest";
import { loggedError } from "./log";

describe("what the log says of an error", () => {
  it("is the innermost cause, without the statement and its values", () => {
    const database = Object.assign(new Error("duplicate key"), { code: "23505", constraint: "people_email_unique" });
    const failed = new Error("Failed query: insert into people values ($1)\nparams: ada@example.com", {
      cause: database,
    });
    const logged = loggedError(new Error("outer", { cause: failed }));
    expect(logged).toMatchObject({ message: "duplicate key", code: "23505", constraint: "people_email_unique" });
    expect(JSON.stringify(logged)).not.toMatch(/ada@example|insert into/);
    expect(logged.stack).toContain("log.test.ts");
  });

  it("takes what is no error", () => {
    expect(loggedError("nothing")).toEqual({ message: "nothing" });
  });
});
