import type { NextConfig } from "next";

const inDevelopment = process.env.NODE_ENV === "development";

/**
 * Scripts only from ourselves. Next writes its page data as inline scripts, hence 'unsafe-inline'; evaluating text as code
 * is refused except in development, where React's error overlay needs it.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${inDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  `connect-src 'self'${inDevelopment ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
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
    // The address of a shared page is its key: no other site may learn it.
    { source: "/share/:path*", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
  ],
};

export default config;
