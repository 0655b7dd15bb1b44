// @ts-check
import { fileURLToPath } from "node:url";

/** The repository: all commands work from any directory. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
