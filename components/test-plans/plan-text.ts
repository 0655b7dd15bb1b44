import type { TestPlanItem } from "@/lib/test-plans/input";

type Written = Omit<TestPlanItem, "checkName"> & { checkName?: string };

/**
 * A test plan as lines one can type: an area ends with a colon, each point under it begins with a dash. `(optional)` behind a point,
 * `[check: name]` for one that the pipeline answers, and indented lines say how to look.
 */
export function planAsText(items: readonly TestPlanItem[]): string {
  const areas = [...new Set(items.map((item) => item.area))];
  return areas
    .map((area) => {
      const points = items
        .filter((item) => item.area === area)
        .map(({ title, required, checkName, instruction }) => {
          const check = checkName === null ? "" : ` [check: ${checkName}]`;
          const how =
            instruction === ""
              ? ""
              : instruction
                  .split("\n")
                  .map((line) => `\n    ${line}`)
                  .join("");
          return `- ${title}${required ? "" : " (optional)"}${check}${how}`;
        });
      return [`${area}:`, ...points].join("\n");
    })
    .join("\n\n");
}

/** The other way round. What stands before the first area belongs to "General". */
export function planOfText(text: string): Written[] {
  const items: Written[] = [];
  let area = "General";
  for (const line of text.split("\n")) {
    const point = /^\s*[-*]\s+(.+)$/.exec(line)?.[1];
    const last = items.at(-1);
    if (point !== undefined) items.push(pointOf(point.trim(), area));
    else if (/^\S.*:\s*$/.test(line)) area = line.trim().slice(0, -1).trim() || "General";
    else if (line.trim() !== "" && /^\s/.test(line) && last !== undefined) {
      last.instruction = [last.instruction, line.trim()].filter((part) => part !== "").join("\n");
    } else if (line.trim() !== "") items.push(pointOf(line.trim(), area));
  }
  return items;
}

function pointOf(text: string, area: string): Written {
  const checkName = /\[check:\s*([^\]]+)\]/i.exec(text)?.[1]?.trim();
  const optional = /\(optional\)/i.test(text);
  const title = text
    .replace(/\[check:[^\]]*\]/i, "")
    .replace(/\(optional\)/i, "")
    .trim();
  return { area, title, instruction: "", required: !optional, ...(checkName === undefined ? {} : { checkName }) };
}
