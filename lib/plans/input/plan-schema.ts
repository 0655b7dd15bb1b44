import { z } from "zod";
import { planFile } from "./plan-file";
import { planSchemaPath } from "./write-plan-text";

/** The JSON Schema of a plan file, made from what reads it: editors complete and check with it. */
export function planFileSchema(publicUrl: string) {
  return {
    ...z.toJSONSchema(planFile, { io: "input", target: "draft-7" }),
    $id: `${publicUrl}${planSchemaPath}`,
    title: "Signalbox plan",
    description: "Environments, teams, services, targets, approval policies, windows and freezes as one file.",
  };
}
