"use client";

import { type ReactNode, useState } from "react";
import { DemoBanner } from "./demo-banner";
import { GoToShortcuts } from "./go-to-shortcuts";
import { navItemsFor } from "./nav-items";
import { type Badges, NavList } from "./nav-list";
import { ShortcutHelp } from "./shortcut-help";
import { ShortcutProvider, shortcutGroups, useShortcut } from "./shortcuts";
import { TabBar } from "./tab-bar";
import type { Viewer } from "./viewer";
import { ViewerMenu } from "./viewer-menu";
import { Wordmark } from "./wordmark";

export type AppShellProps = {
  viewer: Viewer;
  /** How many wait, by the key of the navigation item: `{ queue: 7, approvals: 3 }`. */
  badges?: Badges;
  onSignOut?: () => void;
  /** In the demo's banner: who to be. */
  roleSwitcher?: ReactNode;
  /** Above every page: the freeze in force, the worker that is gone. */
  banner?: ReactNode;
  /** Within reach of every page: the handle that stops everything. */
  alarm?: ReactNode;
  /** Beside the name, on a wide screen: what one was told. */
  bell?: ReactNode;
  children: ReactNode;
};

/** What surrounds every page of someone who is signed in. */
export function AppShell(props: AppShellProps) {
  return (
    <ShortcutProvider>
      <Shell {...props} />
    </ShortcutProvider>
  );
}

function Shell({ viewer, badges = {}, onSignOut, roleSwitcher, banner, alarm, bell, children }: AppShellProps) {
  const [helpOpen, setHelpOpen] = useState(false);
  useShortcut("?", "Show this list", () => setHelpOpen(true), { group: shortcutGroups.everywhere });
  const items = navItemsFor(viewer);
  return (
    <div className="md:grid md:grid-cols-[var(--rail-width)_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary font-medium text-on-primary focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:px-4 focus:py-2.5"
      >
        Skip to the content
      </a>
      <header className="sticky top-0 flex h-dvh flex-col border-line border-r bg-rail phone:hidden print:hidden">
        <div className="flex items-start justify-between gap-1 pt-4 pr-2.5 pb-3.5 pl-5">
          <Wordmark organisationName={viewer.organisationName} />
          {bell}
        </div>
        <nav aria-label="Main" className="min-h-0 grow overflow-y-auto px-3 pb-3">
          <NavList items={items.filter(({ ownPlace }) => !ownPlace)} badges={badges} />
        </nav>
        <div className="border-line border-t p-2">
          {alarm}
          <ViewerMenu viewer={viewer} onShowShortcuts={() => setHelpOpen(true)} onSignOut={onSignOut} />
        </div>
      </header>
      <div className="flex min-h-dvh min-w-0 flex-col phone:pb-(--tabs-height)">
        {viewer.isDemo && <DemoBanner roleSwitcher={roleSwitcher} />}
        {banner}
        <main id="content" tabIndex={-1} className="flex min-w-0 grow flex-col outline-none">
          {children}
        </main>
      </div>
      <TabBar viewer={viewer} items={items} badges={badges} alarm={alarm} onSignOut={onSignOut} />
      <GoToShortcuts items={items} />
      <ShortcutHelp open={helpOpen} onOpenChange={setHelpOpen} />
    </div>
  );
}
