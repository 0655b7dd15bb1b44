import { type AnyProcedure, isProcedure } from "@orpc/server";
import type { Access } from "./access";
import { router } from "./router";

export type NamedProcedure = {
  /** `slots.book`: the noun and what is done. */
  name: string;
  access: Access;
  method: string;
  path: string;
  procedure: AnyProcedure;
};

/** Every procedure of the product with what guards it. What a test proves over this list holds for every door. */
export function allProcedures(): NamedProcedure[] {
  return collect(router, []);
}

function collect(node: unknown, path: string[]): NamedProcedure[] {
  if (isProcedure(node)) {
    const { meta, route } = node["~orpc"];
    const access = (meta as { access?: Access }).access;
    if (access === undefined) throw new Error(`${path.join(".")} was not made with procedure()`);
    return [{ name: path.join("."), access, method: route.method ?? "POST", path: route.path ?? "", procedure: node }];
  }
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => collect(child, [...path, key]));
}
