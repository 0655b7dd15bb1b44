// @ts-check
import { freePort, isPortFree } from "./free-port.mjs";
import { findPortHolder } from "./port-holder.mjs";
import { Mishap } from "./terminal.mjs";

const DEFAULT_PORT = 3000;

/**
 * The port for people: PORT, or 3000. Taken on any address counts as taken, for a browser that opens `localhost` may reach
 * the other program first. `PORT=0` takes any free one.
 *
 * @returns {Promise<number>}
 */
export async function chooseWebPort() {
  const wanted = process.env.PORT === undefined || process.env.PORT === "" ? DEFAULT_PORT : Number(process.env.PORT);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) {
    throw new Mishap(`PORT is "${process.env.PORT}", which is no port number (0 to 65535).`);
  }
  if (wanted === 0) return freePort();
  if (!(await isPortFree(wanted))) throw new Mishap(explainTaken(wanted));
  return wanted;
}

/** @param {number} port */
function explainTaken(port) {
  const holder = findPortHolder(port);
  const who = holder === null ? "another program" : `process ${holder.pid} (${holder.command})`;
  const advice = `Stop it, or choose another port: PORT=${port < 65535 ? port + 1 : port - 1}`;
  const mayNot = port < 1024 && holder === null ? `, or this user may not listen there` : "";
  return `Port ${port} is taken by ${who}${mayNot}. ${advice}`;
}
