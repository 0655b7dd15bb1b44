// @ts-check
import { isTest } from "./source-files.mjs";

/** A `lib/<noun>/` exists only if it owns a table, an integration or a server lifecycle. */
export const NOUNS = [
  "access",
  "approvals",
  "audit",
  "calendars",
  "deployments",
  "forecasts",
  "freezes",
  "groups",
  "handoffs",
  "history",
  "inbound",
  "insights",
  "licences",
  "notices",
  "people",
  "plans",
  "releases",
  "services",
  "slots",
  "swaps",
  "test-plans",
  "trains",
  "views",
  "waitlist",
  "windows",
];

/** The rooms of every noun, each a file or a folder. */
const ROOMS = ["actions", "commands", "input", "procedures", "queries"];
/**
 * What a noun has beyond them, with its reason: rooms that every other noun may enter.
 *
 * @type {Record<string, string[]>}
 */
export const EXTRA_ROOMS = {
  // Every command writes its audit row through it, so it is not a command of the audit noun.
  audit: ["record"],
  // Commands of every noun tell people through it, in their own transaction.
  notices: ["tell"],
};

/** The folders of lib/ that are no nouns: shared ground with a boundary of its own. */
const GROUND = ["auth", "domain", "feeds", "jobs", "rpc", "time", "webhooks"];

/** A name that says nothing collects everything. */
const EMPTY_NAME = /(^|[-.])(utils?|helpers?|misc|common|shared|managers?)$/;

/** `queue-service` hides what it does; in the rooms of the noun, `archive-service` is a verb and its noun. */
const SERVICE_PATTERN = /.[-.]service$/;

/**
 * @param {import("./source-files.mjs").SourceFile[]} files
 * @returns {import("./source-files.mjs").Problem[]}
 */
export function checkNames(files) {
  return files.flatMap(({ path }) => [...emptyNames(path), ...strangersInLib(path)]);
}

/** @param {string} path */
function emptyNames(path) {
  const parts = path.split("/").map((part) => part.replace(/(\.(process|db))?(\.test)?\.\w+$/, ""));
  const bad = parts.find(
    (part) => EMPTY_NAME.test(part) || (SERVICE_PATTERN.test(part) && !parts.includes("services")),
  );
  return bad === undefined
    ? []
    : [{ path, message: `"${bad}" is no name: call it after the noun it is about or the verb it does.` }];
}

/** @param {string} path */
function strangersInLib(path) {
  const [top, folder = "", room = ""] = path.split("/");
  if (top !== "lib" || room === "" || GROUND.includes(folder)) return [];
  if (!NOUNS.includes(folder)) {
    return [
      {
        path,
        message: `lib/${folder}/ is no noun of ours. Rules go into lib/domain/, screens into components/; a new noun that owns a table is added to scripts/structure/names.mjs.`,
      },
    ];
  }
  const name = room.split(".")[0] ?? "";
  const allowed = [...ROOMS, ...(EXTRA_ROOMS[folder] ?? [])];
  if (allowed.includes(name) || (isTest(path) && path.split("/").length === 3)) return [];
  return [
    {
      path,
      message: `lib/${folder}/ holds ${allowed.join(", ")} and nothing else. A rule goes into lib/domain/, a read into queries, a write into commands.`,
    },
  ];
}
