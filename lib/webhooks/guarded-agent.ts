import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector } from "undici";
import { isCallableAddress } from "./address";
import type { AllowList } from "./allow-list";

export class ForbiddenAddress extends Error {
  constructor(host: string) {
    super(`${host} is an address that must not be called`);
    this.name = "ForbiddenAddress";
  }
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;
export type Lookup = (host: string, options: LookupOptions, callback: LookupCallback) => void;

/**
 * Connects only where it may. The check stands in the connection itself, on the address that is about to be connected to: a
 * name that resolved to a public address when the target was saved and to 127.0.0.1 now (DNS rebinding) is refused here. A
 * literal address never passes through a lookup, so it is checked before.
 *
 * @param resolve an argument only so that tests can play a name server that lies
 */
export function guardedAgent(allow: AllowList, resolve: Lookup = lookup as Lookup): Agent {
  const connectors = new Map<number, ReturnType<typeof buildConnector>>();
  const connectorFor = (port: number) => {
    const known = connectors.get(port);
    if (known) return known;
    const made = buildConnector({ timeout: 10_000, lookup: guardedLookup(allow, port, resolve) });
    connectors.set(port, made);
    return made;
  };
  return new Agent({
    // A receiver that was called a moment ago is called again on the same connection.
    keepAliveTimeout: 30_000,
    maxHeaderSize: 16 * 1024,
    connect(options, callback) {
      const host = options.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
      const port = Number(options.port || (options.protocol === "https:" ? 443 : 80));
      if (ipaddr.isValid(host) && !isCallableAddress(host, host, port, allow)) {
        callback(new ForbiddenAddress(host), null);
        return;
      }
      connectorFor(port)(options, callback);
    },
  });
}

function guardedLookup(allow: AllowList, port: number, resolve: Lookup): Lookup {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = found as LookupAddress[];
      // One forbidden answer among public ones spoils them all: which of them is dialled is not ours to choose.
      const forbidden = addresses.some(({ address }) => !isCallableAddress(address, host, port, allow));
      const [first] = addresses;
      if (forbidden || first === undefined) return callback(new ForbiddenAddress(host), []);
      // Node asks for all addresses when it races IPv6 against IPv4, and for one otherwise.
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
