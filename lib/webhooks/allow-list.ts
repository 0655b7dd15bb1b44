import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * What SIGNALBOX_WEBHOOK_ALLOW says may be called although it is private: `host`, `host:port`, `[v6]:port` or a CIDR range.
 */
export type AllowList = {
  /** Whether this name or literal is allowed at this port, whatever it resolves to. */
  host: (host: string, port: number) => boolean;
  /** Whether a range or a literal of the list covers this address at this port. */
  address: (address: Address, port: number) => boolean;
};

type Entry = { host: string; port: number | null } | { range: [Address, number] };

/** Reads the entries once. An entry that cannot be read allows nothing: a typing error must not open a door. */
export function readAllowList(entries: readonly string[]): AllowList {
  const parsed = entries.flatMap((entry) => readEntry(entry.toLowerCase()) ?? []);
  return {
    host: (host, port) =>
      parsed.some((entry) => "host" in entry && entry.host === host && (entry.port === null || entry.port === port)),
    address: (address, port) =>
      parsed.some((entry) =>
        "range" in entry
          ? entry.range[0].kind() === address.kind() && address.match(entry.range[0], entry.range[1])
          : entry.host === address.toString() && (entry.port === null || entry.port === port),
      ),
  };
}

function readEntry(entry: string): Entry | undefined {
  if (ipaddr.isValidCIDR(entry)) return { range: ipaddr.parseCIDR(entry) };
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:/\s]+))(?::(\d{1,5}))?$/.exec(entry);
  const host = match?.[1] ?? match?.[2];
  if (host !== undefined) return { host, port: match?.[3] === undefined ? null : Number(match[3]) };
  return ipaddr.isValid(entry) ? { host: entry, port: null } : undefined;
}
