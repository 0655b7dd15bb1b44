import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { env } from "@/lib/env";
import { type AllowList, readAllowList } from "./allow-list";

/** Finds the addresses of a host name. An argument only so that tests can play a name server that lies. */
export type Resolve = (host: string) => Promise<string[]>;

const resolveByName: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** The addresses that this installation may call although they are not public. */
export function webhookAllowList(): AllowList {
  return readAllowList(env().webhookAllow);
}

/**
 * Whether we may open a connection to this IP address: only to public unicast ones, and those that are allowed by name. What
 * hides another address (IPv4 inside IPv6, in every form) is judged by what it hides; the ranges that translate to something
 * else (NAT64, 6to4, Teredo) are not public unicast and so refused.
 */
export function isCallableAddress(address: string, host: string, port: number, allow: AllowList): boolean {
  if (!ipaddr.isValid(address)) return false;
  const real = ipaddr.process(address);
  return real.range() === "unicast" || allow.address(real, port) || allow.host(host.toLowerCase(), port);
}

/** Host without the brackets of an IPv6 literal and without the final dot of an absolute name, and the port it means. */
export function placeOf(url: URL): { host: string; port: number } {
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return { host: host.toLowerCase(), port: Number(url.port || (url.protocol === "https:" ? 443 : 80)) };
}

/**
 * Judges the address of a target when it is saved. Refuses (`target_address_forbidden`) what is not http or https, carries a
 * user name, or leads to a loopback, private, link-local, metadata or otherwise special address, written in whatever form. A
 * name that does not resolve now is taken: the same check runs again at each connection, on the address that is really
 * connected to, so a name that changes its mind later gains nothing.
 */
export async function checkTargetAddress(
  text: string,
  allow: AllowList = webhookAllowList(),
  resolve: Resolve = resolveByName,
): Promise<Result<URL>> {
  const no = (reason: string) =>
    refuse("target_address_forbidden", reason, {
      field: "url",
      rules: [{ kind: "target", name: "Allowed addresses", reason }],
    });
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return no("This is not an address that can be called.");
  if (url.protocol !== "https:" && url.protocol !== "http:") return no("A target is called by http or https.");
  if (url.username !== "" || url.password !== "") return no("An address must not carry a user name or password.");
  const { host, port } = placeOf(url);
  const addresses = ipaddr.isValid(host) ? [host] : await resolve(host).catch(() => []);
  const forbidden = addresses.some((address) => !isCallableAddress(address, host, port, allow));
  return forbidden
    ? no(`${host} is inside the network or this machine. An administrator can allow it in SIGNALBOX_WEBHOOK_ALLOW.`)
    : accept(url);
}
