import type { NextConfig } from "next";
import { contentSecurityPolicy } from "./content-security-policy";

const securityHeaders = [
  // For what is no page; proxy.ts gives each page a policy with its own nonce in place of this one.
  { key: "Content-Security-Policy", value: contentSecurityPolicy() },
  { key: "X-Content-Type-Options", value: "nosniff" },
  // Not "no-referrer": it would make browsers send `Origin: null` with forms, and server actions refuse those.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

const config: NextConfig = {
  output: "standalone",
  // The repository is the root even when a directory above it happens to hold a lock file.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  // Native code, or modules that load their parts by name at run time.
  serverExternalPackages: ["pg", "graphile-worker", "@node-rs/argon2", "pino", "rate-limiter-flexible", "undici"],
  // Types are checked by `npm run check` and `npm test`; who only wants to start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    // Next compresses only what has its type from here: the type that a route gives arrives as a list, which its compression does not
    // know. A week of thousands of slots is a tenth of its size.
    { source: "/api/rpc/:path*", headers: [{ key: "Content-Type", value: "application/json" }] },
    // The address of a shared page is its key: no other site may learn it.
    { source: "/share/:path*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
  ],
};

export default config;
