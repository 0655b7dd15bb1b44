import { readCdevent } from "./cdevents";
import type { Reading } from "./fact";
import { readGithub } from "./github";
import { readGitlab } from "./gitlab";
import type { SourceKind } from "./source-words";

/**
 * What an event means in our words, or why it means nothing. Total: whatever a sender makes of the body, the answer is a reading and
 * never an error. `event` is the name that came in a header, where the sender sends one.
 */
export function translate(kind: SourceKind, event: string, body: unknown): Reading {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return {
      eventType: event.slice(0, 60) || "unknown",
      places: [],
      summary: "",
      ignored: "The body is no JSON object.",
    };
  }
  if (kind === "github") return readGithub(event, body);
  return kind === "gitlab" ? readGitlab(event, body) : readCdevent(event, body);
}
