import { expect, it } from "vitest";
import { withoutVariables } from "./without-variables";

it("keeps the names of a pipeline's variables and not their values", () => {
  const variables = [{ key: "DEPLOY_PASSWORD", value: "hunter2" }, "loose"];
  const kept = withoutVariables(JSON.stringify({ object_kind: "pipeline", object_attributes: { id: 1, variables } }));
  expect(kept).not.toContain("hunter2");
  expect(JSON.parse(kept)).toEqual({
    object_kind: "pipeline",
    object_attributes: { id: 1, variables: [{ key: "DEPLOY_PASSWORD", value: "not kept" }, "not kept"] },
  });
});

it.each([
  "no json {",
  "[]",
  "null",
  '{"object_attributes":{"variables":[]} }',
  '{"object_attributes":"x"}',
  '{ "a" : 1 }',
])("leaves what holds none as it is, letter for letter: %s", (payload) => {
  expect(withoutVariables(payload)).toBe(payload);
});
