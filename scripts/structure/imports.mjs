// @ts-check
import { EXTRA_ROOMS, NOUNS } from "./names.mjs";
import { isTest, lineAt, withoutComments } from "./source-files.mjs";

/**
 * @typedef {object} Import
 * @property {string} path of the importing file
 * @property {number} line
 * @property {string} target as written
 */

const IMPORT = /\bfrom\s*"([^"]+)"|\bimport\s*\(?\s*"([^"]+)"/g;

/**
 * What Biome's patterns cannot say: who a noun's own files are, and cycles between nouns.
 *
 * @param {import("./source-files.mjs").SourceFile[]} files
 * @returns {import("./source-files.mjs").Problem[]}
 */
export function checkImports(files) {
  const imports = files.filter(({ path }) => !isTest(path)).flatMap(importsOf);
  return [...imports.flatMap(doorProblems), ...imports.flatMap(neighbourProblems), ...cycles(imports)];
}

/**
 * @param {import("./source-files.mjs").SourceFile} file
 * @returns {Import[]}
 */
function importsOf({ path, text }) {
  const code = withoutComments(text, { keepStrings: true });
  return [...code.matchAll(IMPORT)].map((match) => ({
    path,
    line: lineAt(code, match.index),
    target: match[1] ?? match[2] ?? "",
  }));
}

/**
 * Procedures are the only doors: they are opened by routes, by the router and by their own noun's actions.
 *
 * @param {Import} found
 */
function doorProblems({ path, line, target }) {
  const door = /^@\/lib\/([^/]+)\/procedures(\/|$)/.exec(target);
  if (door === null) return [];
  const mayOpen =
    /^(app|bench)\//.test(path) || /^lib\/rpc\/router(\.ts$|\/)/.test(path) || path.startsWith(`lib/${door[1]}/`);
  return mayOpen
    ? []
    : [{ path, line, message: `${target} is a door of the web process. Call the command or query behind it.` }];
}

/**
 * A plan is applied, and what pipelines send takes effect, through the very commands that people's clicks run, so that rules, audit
 * rows and announcements are the same ones; so their commands, and nobody else's, may call those of other nouns and take what they take.
 */
const COMPOSERS = /^lib\/(plans|inbound)\/(commands|input)([./]|$)/;

/**
 * A noun may read its neighbours, never write through them: a write that spans nouns is one command of the noun that
 * decides it.
 *
 * @param {Import} found
 */
function neighbourProblems({ path, line, target }) {
  const own = nounOf(path);
  const [, other = "", room = ""] = /^@\/lib\/([^/]+)\/([^/]+)/.exec(target) ?? [];
  if (own === null || own === other || !NOUNS.includes(other)) return [];
  if (room === "queries" || (EXTRA_ROOMS[other] ?? []).includes(room)) return [];
  if (COMPOSERS.test(path) && (room === "commands" || room === "input")) return [];
  return [
    {
      path,
      line,
      message: `lib/${own} may read from lib/${other} through its queries, nothing else. A rule both need goes into lib/domain/; a write that spans both is one command of the noun that decides it.`,
    },
  ];
}

/**
 * @param {Import[]} imports
 * @returns {import("./source-files.mjs").Problem[]}
 */
function cycles(imports) {
  /** @type {Map<string, Map<string, Import>>} */
  const graph = new Map(NOUNS.map((noun) => [noun, new Map()]));
  for (const found of imports) {
    const from = nounOf(found.path);
    const to = nounOf(found.target.replace(/^@\//, ""));
    if (from !== null && to !== null && from !== to) graph.get(from)?.set(to, found);
  }
  return NOUNS.flatMap((noun) => {
    const loop = pathBack(graph, noun);
    // Each loop is told once, at its first noun in the alphabet.
    if (loop === null || [...loop].sort()[0] !== noun) return [];
    const { path = "", line } = graph.get(noun)?.get(loop[1] ?? "") ?? {};
    const way = [...loop, noun].join(" → ");
    return [
      {
        path,
        line,
        message: `Nouns read each other in a circle: ${way}. Move the shared rule into lib/domain/ or join in one query.`,
      },
    ];
  });
}

/**
 * @param {Map<string, Map<string, Import>>} graph
 * @param {string} start
 * @returns {string[] | null} the shortest way from a noun back to itself
 */
function pathBack(graph, start) {
  const queue = [[start]];
  const seen = new Set();
  for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
    for (const next of graph.get(way.at(-1) ?? "")?.keys() ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push([...way, next]);
    }
  }
  return null;
}

/** @param {string} path */
function nounOf(path) {
  const [, noun = ""] = /^lib\/([^/]+)\//.exec(path) ?? [];
  return NOUNS.includes(noun) ? noun : null;
}
