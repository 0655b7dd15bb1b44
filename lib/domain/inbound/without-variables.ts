/** What stands in the place of a value that is not kept. */
export const notKept = "not kept";

/**
 * A GitLab pipeline event tells the variables with which somebody started it, passwords among them: their names are kept, their values are
 * not. What holds none, or is no JSON, stays as it is, letter for letter.
 */
export function withoutVariables(payload: string): string {
  const event = parsed(payload);
  if (!isRecord(event) || !isRecord(event.object_attributes)) return payload;
  const { variables } = event.object_attributes;
  if (!Array.isArray(variables) || variables.length === 0) return payload;
  const blanked = variables.map((each: unknown) => (isRecord(each) ? { ...each, value: notKept } : notKept));
  return JSON.stringify({ ...event, object_attributes: { ...event.object_attributes, variables: blanked } });
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
