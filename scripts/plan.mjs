#!/usr/bin/env node
// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

/*
 * The plan as code, from a terminal or a pipeline: one file that needs nothing but Node, so that it can be copied beside a plan that is
 * kept elsewhere. It speaks to the REST API and knows no rule of its own.
 */

const USAGE = `Usage: plan.mjs <command> [file] [options]

  export [file]   writes the plan as it stands to the file, or prints it
  plan <file>     shows what applying the file would do ("-": standard input)
  apply <file>    applies it: all of it, or nothing

  --url <url>     the installation; else SIGNALBOX_URL, else http://localhost:3000
  --token <token> an API token with plan.read and plan.apply; better in SIGNALBOX_TOKEN
  --prune         also remove what stands in a section of the file and is not in it
  --digest <sum>  apply only what an earlier "plan" showed
  --json          print the answer as JSON

Exit code: 0 nothing to do, or done · 2 plan: changes are pending · 1 an error, or changes that cannot be made
`;

/** @typedef {{ id: string, name: string, environmentName: string, during: { start: string, end: string }, zone: string }} Slot */
/** @typedef {{ field: string, label: string, before: string, after: string }} Field */
/**
 * @typedef {object} Change
 * @property {string} section
 * @property {"add" | "change" | "remove"} action
 * @property {string} name
 * @property {number} [line]
 * @property {Field[]} fields
 * @property {{ kind: string, words: string, slots: Slot[] }[]} effects
 * @property {{ code: string, message: string, rules: { name: string, reason: string }[] }} [problem]
 */
/**
 * @typedef {object} Comparison
 * @property {Change[]} changes
 * @property {{ section: string, name: string }[]} undeclared
 * @property {{ line?: number, text: string }[]} notes
 * @property {string} digest
 */

/** Something whoever called can mend: told without a stack. `answer` is what the installation said, for `--json`. */
class Mishap extends Error {
  /**
   * @param {string} message
   * @param {unknown} [answer]
   */
  constructor(message, answer) {
    super(message);
    this.answer = answer;
  }
}

const color = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (/** @type {number} */ code, /** @type {string} */ text) =>
  color ? `\u001b[${code}m${text}\u001b[0m` : text;
const print = (/** @type {string} */ line = "") => process.stdout.write(`${line}\n`);

/** @type {{ json?: boolean }} */
let wish = {};

/** @returns {Promise<number>} the exit code */
async function run() {
  const { values, positionals } = readArguments();
  wish = values;
  const [command = "", file] = positionals;
  if (values.help || command === "") {
    process.stdout.write(USAGE);
    return values.help ? 0 : 1;
  }
  const api = apiAt(values.url, values.token);
  const prune = values.prune ?? false;
  if (command === "export") {
    const { text, notes } = /** @type {{ text: string, notes: string[] }} */ (await api("GET", "/plan"));
    for (const note of notes) process.stderr.write(`${note}\n`);
    if (file === undefined || file === "-") process.stdout.write(text);
    else writeFileSync(file, text);
    return 0;
  }
  if (command !== "plan" && command !== "apply") throw new Mishap(`There is no command "${command}".\n\n${USAGE}`);
  const text = readPlan(file);
  const compared = async () => /** @type {Comparison} */ (await api("POST", "/plan/compare", { text, prune }));
  if (command === "plan") return show(await compared(), file);
  const digest = values.digest ?? (await compared()).digest;
  const applied = /** @type {Comparison} */ (await api("POST", "/plan/apply", { text, prune, digest }));
  show(applied, file);
  if (!wish.json) print(applied.changes.length === 0 ? "Nothing to do." : "Applied.");
  return 0;
}

function readArguments() {
  const text = /** @type {const} */ ({ type: "string" });
  const flag = /** @type {const} */ ({ type: "boolean" });
  try {
    return parseArgs({
      allowPositionals: true,
      options: { url: text, token: text, prune: flag, digest: text, json: flag, help: { ...flag, short: "h" } },
    });
  } catch (error) {
    throw new Mishap(`${/** @type {Error} */ (error).message}\n\n${USAGE}`);
  }
}

/** @param {string | undefined} file */
function readPlan(file) {
  if (file === undefined) throw new Mishap(`Which file?\n\n${USAGE}`);
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new Mishap(`${file} cannot be read: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * @param {string} [urlGiven]
 * @param {string} [tokenGiven]
 */
function apiAt(urlGiven, tokenGiven) {
  const url = (urlGiven || process.env.SIGNALBOX_URL || `http://localhost:${process.env.PORT || 3000}`).replace(
    /\/$/,
    "",
  );
  const token = tokenGiven || process.env.SIGNALBOX_TOKEN;
  if (!token)
    throw new Mishap("Set SIGNALBOX_TOKEN to an API token (Settings → Access) with plan.read and plan.apply.");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  /**
   * @param {"GET" | "POST"} method
   * @param {string} path
   * @param {unknown} [body]
   */
  return async (method, path, body) => {
    const request = {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(120_000),
    };
    const response = await fetch(`${url}/api/v1${path}`, request).catch(
      (/** @type {Error & { cause?: Error }} */ error) => {
        throw new Mishap(`${url} cannot be reached: ${error.cause?.message ?? error.message}`);
      },
    );
    const answer = await response.json().catch(() => undefined);
    if (response.ok && answer !== undefined) return answer;
    throw new Mishap(refusalInWords(answer) ?? `${url} answered ${response.status}: is it a Signalbox?`, answer);
  };
}

/** @param {{ message?: string, data?: { rules?: { name: string, reason: string }[] } } | undefined} answer */
function refusalInWords(answer) {
  if (typeof answer?.message !== "string") return undefined;
  const rules = (answer.data?.rules ?? []).map(({ name, reason }) => `  ${name}: ${reason}`);
  return [answer.message, ...rules].join("\n");
}

/**
 * @param {Comparison} comparison
 * @param {string} [file]
 * @returns {number} the exit code
 */
function show(comparison, file) {
  const { changes, undeclared, notes, digest } = comparison;
  const cannot = changes.filter(({ problem }) => problem !== undefined).length;
  const code = cannot > 0 ? 1 : changes.length > 0 ? 2 : 0;
  if (wish.json) {
    print(JSON.stringify(comparison, null, 2));
    return code;
  }
  for (const change of changes) showChange(change, file);
  for (const { line, text } of notes) print(line === undefined ? text : `Line ${line}: ${text}`);
  const count = (/** @type {string} */ action) => changes.filter((change) => change.action === action).length;
  if (changes.length === 0) print("The plan stands as the file says.");
  else print(`${count("add")} to add, ${count("change")} to change, ${count("remove")} to remove.`);
  if (undeclared.length > 0) {
    const names = undeclared.map(({ section, name }) => `${name} (${section})`).join(", ");
    print(`Not in the file, and kept: ${names}. --prune removes them.`);
  }
  if (cannot > 0) print(paint(31, `${cannot} of the changes cannot be made, so none would be.`));
  if (changes.length > 0) print(paint(2, `Digest ${digest}`));
  return code;
}

const signs = { add: paint(32, "+"), change: paint(33, "~"), remove: paint(31, "-") };

/**
 * @param {Change} change
 * @param {string} [file]
 */
function showChange({ section, action, name, line, fields, effects, problem }, file) {
  const where = line === undefined ? "" : paint(2, `  ${file}:${line}`);
  print(`${signs[action]} ${section}: ${name}${where}`);
  for (const { label, before, after } of fields)
    print(`    ${label}: ${action === "add" ? after : `${before} → ${after}`}`);
  for (const { words, slots } of effects) {
    print(paint(33, `  ! ${words}`));
    for (const slot of slots) print(`      ${slotInWords(slot)}`);
  }
  if (problem === undefined) return;
  print(paint(31, `  × ${problem.message}`));
  for (const rule of problem.rules) if (rule.reason !== problem.message) print(`      ${rule.name}: ${rule.reason}`);
}

/** @param {Slot} slot */
function slotInWords({ name, environmentName, during, zone }) {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const at = `${format.format(new Date(during.start))} to ${format.format(new Date(during.end))} ${zone}`;
  return `${name || "A slot"} in ${environmentName}, ${at}`;
}

try {
  process.exitCode = await run();
} catch (error) {
  const { message, stack } = /** @type {Error} */ (error);
  if (!(error instanceof Mishap)) process.stderr.write(`${stack}\n`);
  else if (wish.json && error.answer !== undefined) print(JSON.stringify(error.answer, null, 2));
  else process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
