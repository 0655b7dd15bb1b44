import { describe, expect, it } from "vitest";
import { STRUCTURE_CHECKS } from "./check-structure.mjs";

type Planted = Record<string, string>;

function problems(check: string, planted: Planted): string[] {
  const files = Object.entries(planted).map(([path, text]) => ({ path, text }));
  const run = STRUCTURE_CHECKS[check];
  if (!run) throw new Error(`there is no check ${check}`);
  return run(files).map(({ path, line }) => (line ? `${path}:${line}` : path));
}

describe("names", () => {
  it.each([
    ["a room that is not on the list", "lib/slots/booking.ts"],
    ["a noun that owns nothing", "lib/banners/queries.ts"],
    ["a record anywhere but in audit", "lib/slots/record.ts"],
    ["a folder that would collect everything", "components/utils/dates.ts"],
    ["a file that would collect everything", "lib/domain/slot-helpers.ts"],
    ["a manager", "worker/job-manager.ts"],
    ["a service as a pattern", "lib/jobs/queue-service.ts"],
    ["a test of nothing in particular", "scripts/misc.test.ts"],
  ])("refuses %s", (_, path) => {
    expect(problems("names", { [path]: "" })).toEqual([path]);
  });

  it("lets pass every room as a file or a folder, with its tests, and nouns that are called services", () => {
    const paths = [
      "lib/slots/input.ts",
      "lib/slots/commands.ts",
      "lib/slots/commands/book-slot.ts",
      "lib/slots/commands/book-slot.db.test.ts",
      "lib/slots/queries.db.test.ts",
      "lib/slots/races.db.test.ts",
      "lib/audit/record.ts",
      "lib/services/procedures.ts",
      "lib/services/commands/service.ts",
      "lib/domain/slot.ts",
      "lib/env.ts",
      "db/schema/services.ts",
      "components/services/service-list.tsx",
      "components/services/archive-service.tsx",
    ];
    expect(problems("names", Object.fromEntries(paths.map((path) => [path, ""])))).toEqual([]);
  });
});

describe("clock", () => {
  it.each([
    ["lib/domain/slot.ts", "const now = new Date();"],
    ["lib/slots/commands.ts", "\nconst now = Date.now();"],
    ["components/slots/now-line.tsx", "setNow(new Date( ))"],
    ["worker/opening.ts", "const clock = Date.now;"],
    ["db/schema/slots.ts", "timestamp().$default(() => new Date)"],
    ["app/api/health/route.ts", "Temporal.Now.instant()"],
  ])("sees %s read the machine's clock", (path, text) => {
    expect(problems("clock", { [path]: text })).toHaveLength(1);
  });

  it("names the line", () => {
    expect(problems("clock", { "lib/a.ts": "\n\nDate.now()" })).toEqual(["lib/a.ts:3"]);
  });

  it("lets pass the one clock, dates from a value, tests, and words about it", () => {
    const planted = {
      "lib/time/clock.ts": "export const systemNow = () => new Date();",
      "lib/domain/slot.ts": "// not new Date()\nconst at = new Date(1); const text = 'Date.now()';",
      "lib/domain/slot.test.ts": "new Date()",
      "scripts/start.mjs": "Date.now()",
    };
    expect(problems("clock", planted)).toEqual([]);
  });
});

describe("imports", () => {
  it.each([
    ["a component that opens a door", "components/slots/list.tsx", "@/lib/slots/procedures"],
    ["a command that opens a door", "lib/slots/commands.ts", "@/lib/releases/procedures"],
    ["the worker that opens a door", "worker/tasks.ts", "@/lib/slots/procedures"],
    ["a noun that writes through its neighbour", "lib/slots/commands.ts", "@/lib/releases/commands"],
    ["a noun that takes its neighbour's input", "lib/slots/commands/book.ts", "@/lib/releases/input"],
    ["a read of the plan that writes through its neighbour", "lib/plans/queries/x.ts", "@/lib/windows/commands"],
    ["a noun that writes through the plan", "lib/windows/commands.ts", "@/lib/plans/commands"],
  ])("refuses %s", (_, path, target) => {
    expect(problems("imports", { [path]: `import { x } from "${target}";` })).toContain(`${path}:1`);
  });

  it("sees an import that is loaded later", () => {
    expect(problems("imports", { "lib/slots/queries.ts": 'await import("@/lib/releases/commands")' })).toHaveLength(1);
  });

  it("lets pass routes, the router, a noun's own rooms and reads of a neighbour", () => {
    const planted = {
      "app/api/rpc/route.ts": 'import { x } from "@/lib/slots/procedures";',
      "lib/rpc/router.ts": 'import { x } from "@/lib/slots/procedures";',
      "lib/slots/actions.ts": 'import { x } from "@/lib/slots/procedures";',
      "lib/slots/procedures/book.ts": 'import { x } from "@/lib/slots/commands/book-slot";',
      "lib/slots/commands.ts": 'import { x } from "@/lib/releases/queries";\nimport { y } from "@/lib/audit/record";',
    };
    expect(problems("imports", planted)).toEqual([]);
  });

  it("lets a plan be applied through the commands of the nouns that it plans", () => {
    const planted = {
      "lib/plans/commands/carry-out/windows.ts": 'import { x } from "@/lib/windows/commands/window";',
      "lib/plans/input/plan-file.ts": 'import { x } from "@/lib/approvals/input";',
    };
    expect(problems("imports", planted)).toEqual([]);
  });

  it("refuses nouns that read each other in a circle, and tells it once", () => {
    const planted = {
      "lib/slots/queries.ts": 'import { x } from "@/lib/releases/queries";',
      "lib/releases/queries.ts": 'import { x } from "@/lib/handoffs/queries";',
      "lib/handoffs/queries.ts": 'import { x } from "@/lib/slots/queries";',
    };
    expect(problems("imports", planted)).toEqual(["lib/handoffs/queries.ts:1"]);
  });
});

describe("contents", () => {
  it("refuses notes to nobody", () => {
    expect(problems("contents", { "lib/a.ts": `\n// ${"TO"}DO: later` })).toEqual(["lib/a.ts:2"]);
  });

  it("refuses a server action outside of actions", () => {
    const action = '"use server";\nexport async function save() {}';
    expect(problems("contents", { "app/page.tsx": action, "lib/slots/actions.ts": action })).toEqual([
      "app/page.tsx:1",
    ]);
  });
});

describe("sizes", () => {
  const lines = (count: number) => "x\n".repeat(count);

  it("refuses one file that eats the domain", () => {
    const small = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`lib/domain/small-${index}.ts`, lines(50)]),
    );
    expect(problems("sizes", { ...small, "lib/domain/large.ts": lines(501) })).toEqual(["lib/domain/large.ts"]);
  });

  it("refuses a code base whose tail grows, and does not count tests", () => {
    expect(problems("sizes", { "lib/domain/a.ts": lines(60), "lib/domain/b.ts": lines(260) })).toEqual(["."]);
    expect(problems("sizes", { "lib/domain/a.ts": lines(60), "lib/domain/a.test.ts": lines(900) })).toEqual([]);
  });
});
