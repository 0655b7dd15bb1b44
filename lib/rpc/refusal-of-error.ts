import type { RefusalData } from "./refusal-error";

/** A refusal as a browser gets it. */
export type ShownRefusal = { code: string; status: number; message: string } & RefusalData;

type WireError = { code?: unknown; status?: unknown; message?: unknown; data?: unknown };

/**
 * What to show a person of an error from any door. A bug or a broken connection becomes a plain sentence: its own text may
 * hold internals.
 */
export function refusalOfError(error: unknown): ShownRefusal {
  const { code, status, message, data } = (error ?? {}) as WireError;
  if (typeof code === "string" && typeof message === "string" && isRefusalData(data)) {
    return { code, status: typeof status === "number" ? status : 400, message, ...data };
  }
  return {
    code: "unexpected",
    status: 500,
    message: "That did not work, and the fault is ours or the connection's. Nothing was half done; try again.",
    rules: [],
  };
}

function isRefusalData(data: unknown): data is RefusalData {
  return typeof data === "object" && data !== null && Array.isArray((data as RefusalData).rules);
}
