import type { OpenAPI } from "@orpc/openapi";
import { type Permission, tokenPermissions } from "@/lib/domain/permission";
import { type Access, SELF } from "@/lib/rpc/access";
import type { NamedProcedure } from "@/lib/rpc/all-procedures";
import { examples } from "./examples";
import { type DescribedStatus, refusalResponses } from "./refusals";

const token = { token: [] };
const session = { session: [] };

/** Adds to a generated operation what the generator cannot know: who may call it, with what, and how it refuses. */
export function completeOperation(
  operation: OpenAPI.OperationObject,
  { name, access, method, path }: NamedProcedure,
): OpenAPI.OperationObject {
  const hasBody = operation.requestBody !== undefined;
  const isOpen = typeof access === "object";
  const statuses: Record<DescribedStatus, boolean> = {
    "400": hasBody || (operation.parameters ?? []).length > 0,
    "401": !isOpen,
    "403": !isOpen,
    "404": path.includes("{"),
    "409": method !== "GET",
    "413": hasBody,
    "4XX": true,
    "500": true,
    "503": true,
  };
  const refusals = (Object.keys(statuses) as DescribedStatus[])
    .filter((status) => statuses[status])
    .map((status) => [status, { $ref: `#/components/responses/${refusalResponses[status].name}` }]);
  const { security, description } = whoMay(access);
  return {
    ...withExamples(operation, name),
    description,
    security,
    responses: { ...operation.responses, ...Object.fromEntries(refusals) },
  };
}

function whoMay(access: Access): { security: OpenAPI.SecurityRequirementObject[]; description: string } {
  if (typeof access === "object") return { security: [], description: `Open to everyone: ${access.publicBecause}.` };
  if (access === SELF) return { security: [session], description: "For a person who is signed in, about themselves." };
  const tokens: readonly Permission[] = tokenPermissions;
  if (tokens.includes(access))
    return { security: [token, session], description: `Needs the permission \`${access}\`.` };
  return {
    security: [session],
    description: `Needs the permission \`${access}\`, which only a person can have, never a token.`,
  };
}

function withExamples(operation: OpenAPI.OperationObject, name: string): OpenAPI.OperationObject {
  const example = examples[name];
  if (example === undefined) return operation;
  const parameters = operation.parameters?.map((parameter) => {
    const value = "name" in parameter ? example.parameters?.[parameter.name] : undefined;
    return value === undefined ? parameter : { ...parameter, example: value };
  });
  const { requestBody } = operation;
  if (example.body === undefined || requestBody === undefined || !("content" in requestBody)) {
    return { ...operation, parameters };
  }
  const [[type, content] = ["application/json", {}]] = Object.entries(requestBody.content);
  return {
    ...operation,
    parameters,
    requestBody: { ...requestBody, content: { [type]: { ...content, example: example.body } } },
  };
}
