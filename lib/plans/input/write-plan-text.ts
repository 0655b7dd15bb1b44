import { Document, isMap, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import { isDefault, type Plan, type PlanSection, planSections } from "@/lib/domain/plan";
import { planItems } from "./plan-file";

/** Where the JSON Schema of the file is served, below the installation's address: editors check and complete with it. */
export const planSchemaPath = "/api/v1/plan-schema.json";

/** Two equal lists are two lists: an alias would tie together what only happens to be the same today. */
const options = { compat: "yaml-1.1", aliasDuplicateObjects: false } as const;

type Fields = Record<string, unknown>;

/**
 * The plan as a YAML file, always the same text for the same plan: sections and entries in the order given, fields in the order of the
 * schema, what equals its default left out. Times and words that another YAML would take for numbers or booleans stand in quotes.
 */
export function writePlanText(plan: Plan, publicUrl: string): string {
  const sections = planSections.map(
    (section) => [section, plan[section].map((item) => written(section, item as Fields))] as const,
  );
  const filled = sections.filter(([, items]) => items.length > 0);
  const document = new Document({ signalbox: 1, ...Object.fromEntries(filled) }, options);
  layOut(document.contents as YAMLMap<Node, Node>);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  return `# yaml-language-server: $schema=${publicUrl}${planSchemaPath}\n${text}`;
}

/** The fields of one entry that say something. */
function written(section: PlanSection, item: Fields): Fields {
  const said = Object.keys(planItems[section].shape).filter(
    (field) => item[field] !== undefined && !isDefault(section, field, item[field]),
  );
  return Object.fromEntries(said.map((field) => [field, withoutEmpty(item[field])]));
}

/** Within a field (`except`, `workingHours`), lists that name nothing. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0)));
}

/** A blank line before each section and before each entry of several lines; the days of a week on one line. */
function layOut(root: YAMLMap<Node, Node>): void {
  for (const [index, { key, value }] of root.items.entries()) {
    if (index > 0) key.spaceBefore = true;
    if (!isSeq(value)) continue;
    for (const [place, entry] of (value as YAMLSeq<Node>).items.entries()) {
      if (place > 0) entry.spaceBefore = true;
      const hours = isMap(entry) ? entry.get("workingHours", true) : undefined;
      const days = isMap(hours) ? hours.get("days", true) : undefined;
      if (isSeq(days)) days.flow = true;
    }
  }
}
