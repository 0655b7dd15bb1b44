import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, parseDocument } from "yaml";

/** What is wrong with a file, and where. */
export type Fault = { line: number; path?: string; reason: string };

export type ReadYaml =
  /** `lines`: on which line each path begins (`windows.2.rrule`). */
  { ok: true; value: unknown; lines: ReadonlyMap<string, number> } | { ok: false; faults: Fault[] };

/** A file of 256 KiB that people wrote has some 60,000; one made to keep us busy has four times as many. */
const mostLexemes = 100_000;
/** A plan is five levels deep: a list in a field of an entry of a section. */
const mostLevels = 8;

class Refused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.reason);
  }
}

/**
 * Reads one YAML 1.2 document made of plain maps, lists and scalars. Refuses whatever makes a small file large or slow (aliases,
 * nesting, keys that are no words, tags, other versions of YAML), a name that stands twice in one map, and broken YAML, each with its
 * line. Bounded in time whatever is in the text.
 */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  try {
    checkLexemes(text);
    // Doubled keys are looked for below: the library compares each with each, which takes 16 s for a hostile 256 KiB.
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: "error",
    });
    const problems = [...document.errors, ...document.warnings].slice(0, 20);
    if (problems.length > 0)
      return { ok: false, faults: problems.map(({ pos, message }) => ({ line: lineAt(pos[0]), reason: message })) };
    if (document.directives?.yaml.explicit && document.directives.yaml.version !== "1.2")
      throw new Refused({ line: 1, reason: "Only YAML 1.2 is read" });
    const paths = new Map<string, number>();
    const value = document.contents === null ? null : plain(document.contents, [], { lineAt, paths });
    return { ok: true, value, lines: paths };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, faults: [error.fault] };
    // The library goes down level by level; what is too deep for it is too deep for a plan.
    if (error instanceof RangeError) return { ok: false, faults: [{ line: 1, reason: "It is nested too deeply" }] };
    throw error;
  }
}

/** Before anything is built of it: a cheap look at the words of the text, which stops where it becomes too much. */
function checkLexemes(text: string): void {
  let count = 0;
  let open = 0;
  let line = 1;
  let last = "";
  for (const lexeme of new Lexer().lex(text)) {
    count++;
    // The library keeps each of them as a fault of its own, and a hundred thousand take seconds.
    if (open === 0 && (lexeme === "]" || lexeme === "}"))
      throw new Refused({ line, reason: `"${lexeme}" closes what was never opened` });
    if (lexeme === "," && ["[", "{", ","].includes(last))
      throw new Refused({ line, reason: "A comma stands here with nothing before it" });
    if (lexeme.trim() !== "") last = lexeme;
    if (lexeme === "[" || lexeme === "{") open++;
    if (lexeme === "]" || lexeme === "}") open--;
    if (count > mostLexemes) throw new Refused({ line, reason: "The file holds more than a plan could" });
    if (open > mostLevels) throw new Refused({ line, reason: "It is nested too deeply" });
    // Keys that are written with a question mark may be whole documents, and take minutes to be compared.
    if (lexeme === "?") throw new Refused({ line, reason: "A key is a word, not written with a question mark" });
    for (let at = lexeme.indexOf("\n"); at >= 0; at = lexeme.indexOf("\n", at + 1)) line++;
  }
}

type Walk = { lineAt: (offset: number) => number; paths: Map<string, number> };

/** The value of a node, its lines noted on the way. */
function plain(node: Node, path: readonly string[], walk: Walk): unknown {
  const line = walk.lineAt(node.range?.[0] ?? 0);
  const refuse = (reason: string, at = line, where = path): never => {
    throw new Refused({ line: at, path: where.join("."), reason });
  };
  if (!walk.paths.has(path.join("."))) walk.paths.set(path.join("."), line);
  if (path.length > mostLevels) refuse("It is nested too deeply");
  if (isAlias(node) || ("anchor" in node && node.anchor)) refuse("Anchors and aliases are not read: write it out");
  if (node.tag) refuse("Tags are not read");
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item, index) => plain(item as Node, [...path, String(index)], walk));
  if (!isMap(node)) return refuse("This is no value");
  const record: Record<string, unknown> = Object.create(null);
  for (const { key, value } of node.items) {
    const keyLine = walk.lineAt((key as Node).range?.[0] ?? 0);
    if (!isScalar(key) || typeof key.value !== "string") return refuse("A key is a word", keyLine);
    const own = [...path, key.value];
    if (key.value in record) refuse("It stands here twice", keyLine, own);
    walk.paths.set(own.join("."), keyLine);
    record[key.value] = value === null ? null : plain(value as Node, own, walk);
  }
  return record;
}
