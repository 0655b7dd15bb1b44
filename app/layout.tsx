import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { keepEarlyPresses, takenOver } from "@/components/shell/keep-early-presses";
import { TakenOver } from "@/components/shell/taken-over";
import { readTheme, themeCookie } from "@/components/shell/theme";
import { PageMoment } from "@/components/ui/page-moment";
import { Toaster } from "@/components/ui/toaster";
import { systemNow } from "@/lib/time/clock";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Signalbox", template: "%s · Signalbox" },
  description: "When does it ship? Windows, slots, hand-overs and approvals in one place.",
  icons: { icon: { url: "/icon.svg", type: "image/svg+xml" }, apple: "/icon-180.png" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f6f3" },
    { media: "(prefers-color-scheme: dark)", color: "#151613" },
  ],
};

const earlyScript = `(${keepEarlyPresses})(${JSON.stringify(takenOver)})`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  const nonce = (await headers()).get("x-signalbox-nonce") ?? undefined;
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-theme={theme === "system" ? undefined : theme}
    >
      <head>
        {/* A browser keeps a nonce from whoever asks for it, also from React, which would call it another one. */}
        <script
          nonce={nonce}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: the text of one of our own functions
          dangerouslySetInnerHTML={{ __html: earlyScript }}
        />
      </head>
      <body>
        <PageMoment at={systemNow().getTime()}>{children}</PageMoment>
        <Toaster />
        <TakenOver />
      </body>
    </html>
  );
}
