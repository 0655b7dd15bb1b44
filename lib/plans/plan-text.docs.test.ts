import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { planSections } from "@/lib/domain/plan";
import { withKnownNames } from "@/lib/domain/plan-references";
import { readPlanText } from "./input/read-plan-text";

const page = readFileSync("docs/plan-as-code.md", "utf8");
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

describe("docs/plan-as-code.md", () => {
  it("shows a file that is read, and pipelines that are YAML", () => {
    const [plan = "", ...pipelines] = blocks;
    const read = readPlanText(plan);
    expect(read.ok ? [] : read.refusal.rules).toEqual([]);
    expect(pipelines).toHaveLength(2);
    for (const text of pipelines) expect(parseDocument(text).errors).toEqual([]);
  });

  it("names in its file only what the file's reader will find, or what another section would hold", () => {
    const read = readPlanText(blocks[0] ?? "");
    if (!read.ok) throw new Error("see above");
    const empty = Object.fromEntries(planSections.map((section) => [section, []])) as never;
    const { unknown } = withKnownNames(empty, read.value.plan, { prune: false });
    expect([...new Set(unknown.map(({ of, name }) => `${of} ${name}`))].sort()).toEqual([
      "environments Production",
      "services ledger",
      "teams Platform",
    ]);
  });
});
