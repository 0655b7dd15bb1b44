import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { mergedStretches, previewForeignWindow } from "./foreign-preview";
import { convertForeignWindow, type ForeignWindow } from "./foreign-window";

/*
 * Windows and freezes that people really published, with the hours they really mean. They lie beside the repository
 * (`../shared/data`), are not shipped with it, and are skipped with a line where that folder is absent.
 */
const file = fileURLToPath(new URL("../../../shared/data/windows/real-windows-developers.json", import.meta.url));
const there = existsSync(file);
if (!there) process.stderr.write(`skipped: published windows, ${file} is absent\n`);

type Published = {
  id: string;
  kind: string;
  form: string;
  tz?: string;
  note: string;
  name?: string;
  expected?: { from: string; to: string; intervals: [string, string][] | null; count: number; total_minutes: number };
} & Record<"schedule" | "duration" | "freeze_start" | "freeze_end" | "start" | "end" | "rrule", string>;

function foreignOf(published: Published): ForeignWindow {
  const { form, schedule, duration, freeze_start, freeze_end, start, end, rrule } = published;
  const forms: Record<string, ForeignWindow["when"]> = {
    "cron+duration": { form: "cron_duration", schedule, duration },
    "cron-start/cron-end": { form: "cron_pair", start: freeze_start, end: freeze_end },
    rrule: { form: "rrule", start, end, rrule },
    "one-off": { form: "once", start, end },
  };
  const does = ["deny", "freeze"].includes(published.kind) ? "closes" : "opens";
  return {
    name: published.name ?? published.id,
    does,
    when: forms[form] as ForeignWindow["when"],
    zone: published.tz ?? null,
    comment: "",
  };
}

const convert = (published: Published, from: Date) => {
  const converted = convertForeignWindow(foreignOf(published), from);
  if (!converted.ok) throw new Error(converted.reason);
  return converted.value;
};

describe.runIf(there)("published windows", () => {
  const all: Published[] = there ? JSON.parse(readFileSync(file, "utf8")).windows : [];

  it("are all there", () => {
    expect(all).toHaveLength(23);
  });

  it.each(all.filter(({ expected }) => expected))(
    "$id $form $note: is open or closed exactly when its publisher means",
    (published) => {
      const { expected } = published;
      if (expected === undefined) return;
      const range = { start: new Date(expected.from), end: new Date(expected.to) };
      const { rules } = convert(published, range.start);
      const clipped = mergedStretches(rules, range).map(
        ({ start, end }) =>
          [Math.max(start.getTime(), range.start.getTime()), Math.min(end.getTime(), range.end.getTime())] as const,
      );
      expect(clipped).toHaveLength(expected.count);
      expect(clipped.reduce((sum, [start, end]) => sum + (end - start) / 60_000, 0)).toBe(expected.total_minutes);
      if (expected.intervals === null) return;
      expect(clipped).toEqual(expected.intervals.map(([start, end]) => [Date.parse(start), Date.parse(end)]));
    },
  );

  it.each(all.filter(({ form }) => form === "one-off"))(
    "$id $name: is closed from its start to its end, offsets and all",
    (published) => {
      const { rules } = convert(published, new Date(0));
      const around = { start: new Date("2020-01-01T00:00:00Z"), end: new Date("2030-01-01T00:00:00Z") };
      expect(mergedStretches(rules, around)).toEqual([
        { start: new Date(published.start), end: new Date(published.end) },
      ]);
    },
  );

  const by = (id: string) => all.find((each) => each.id === id) as Published;
  const preview = (id: string, at = "2024-03-25T00:00:00Z") => previewForeignWindow(foreignOf(by(id)), new Date(at));

  it("W13, every minute for five minutes, is shown as closed always", () => {
    const shown = preview("W13");
    expect(shown).toMatchObject({ ok: true, value: { rules: [{ rrule: "FREQ=DAILY", durationMinutes: 1440 }] } });
    expect(shown.ok && shown.value.warnings.join(" ")).toContain("It is closed always");
  });

  it("W17, five minutes every half hour, opens more often than can be planned, and is refused with that reason", () => {
    expect(preview("W17")).toMatchObject({ ok: false, reason: expect.stringContaining("more than 20000 times") });
  });

  it("W32, written to the second, is taken over in whole minutes and a little shorter, and says so", () => {
    const shown = preview("W32", "2025-02-11T00:00:00Z");
    expect(shown).toMatchObject({
      ok: true,
      value: { rules: [{ localStart: "2025-02-11T19:17", durationMinutes: 239 }] },
    });
    expect(shown.ok && shown.value.warnings.join(" ")).toContain("a little shorter");
  });

  it("W35, until 23:59:59, takes the last second in and says so", () => {
    const shown = preview("W35");
    expect(shown).toMatchObject({ ok: true, value: { stretches: [{ end: new Date("2024-07-01T00:00:00Z") }] } });
    expect(shown.ok && shown.value.warnings.join(" ")).toContain("last second is taken in");
  });

  it("W44, with two offsets, says how long it really lasts", () => {
    const shown = preview("W44");
    expect(shown.ok && shown.value.warnings).toEqual([
      "Its start (+10:00) and its end (+08:00) are written with different offsets: it lasts 50 hours.",
    ]);
  });
});
