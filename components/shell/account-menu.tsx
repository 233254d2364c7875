"use client";

import { Building, ChevronsUpDown, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { unstable_rethrow } from "next/navigation";
import { startTransition } from "react";
import { setTheme, useTheme } from "@/components/shell/theme";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";

const THEMES = [
  { id: "light", label: "Light", icon: <Sun /> },
  { id: "dark", label: "Dark", icon: <Moon /> },
  { id: "system", label: "As the system", icon: <Monitor /> },
] as const;

export interface Account {
  name: string;
  detail: string;
  workspaceId: string;
  /** Those to choose from; none when there is only one. */
  workspaces: readonly { id: string; name: string }[];
}

interface AccountMenuProps {
  account: Account;
  onSignOut: () => Promise<void>;
  onWorkspace: (id: string) => Promise<void>;
}

/** Who is signed in and at work where, the theme, and the way out. */
export function AccountMenu({ account, onSignOut, onWorkspace }: AccountMenuProps) {
  const theme = useTheme();
  const signOut = () => {
    onSignOut().catch(() =>
      toast({ title: "You are still signed in", description: "The server could not be reached. Try again.", tone: "danger" }),
    );
  };
  return (
    <Menu
      label={`Account: ${account.name}`}
      align="start"
      triggerClassName="flex h-11 w-full cursor-pointer items-center gap-2.5 rounded-control px-2 text-left hover:bg-hover"
      trigger={
        <>
          <span
            aria-hidden="true"
            className="grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-[12px] text-accent"
          >
            {[...account.name][0]?.toUpperCase()}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium text-[13px] text-ink leading-4.5">{account.name}</span>
            <span className="block truncate text-[11.5px] text-ink-muted leading-4">{account.detail}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-muted" />
        </>
      }
    >
      {account.workspaces.length > 0 ? <WorkspaceChoice account={account} choose={onWorkspace} /> : null}
      <fieldset aria-label="Theme">
        <p aria-hidden="true" className="px-2.5 pt-1.5 pb-1 text-[11px] text-ink-muted">
          Theme
        </p>
        {THEMES.map(({ id, label, icon }) => (
          <MenuItem key={id} icon={icon} checked={theme === id} onSelect={() => setTheme(id)}>
            {label}
          </MenuItem>
        ))}
      </fieldset>
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

function WorkspaceChoice({ account, choose }: { account: Account; choose: (id: string) => Promise<void> }) {
  const goOnIn = (id: string) =>
    startTransition(async () => {
      try {
        await choose(id);
      } catch (error) {
        unstable_rethrow(error);
        toast({ title: "The workspace is the same", description: "The server could not be reached. Try again.", tone: "danger" });
      }
    });
  return (
    <>
      <fieldset aria-label="Workspace">
        <p aria-hidden="true" className="px-2.5 pt-1.5 pb-1 text-[11px] text-ink-muted">
          Workspace
        </p>
        {account.workspaces.map(({ id, name }) => (
          <MenuItem key={id} icon={<Building />} checked={id === account.workspaceId} onSelect={() => goOnIn(id)}>
            {name}
          </MenuItem>
        ))}
      </fieldset>
      <MenuSeparator />
    </>
  );
}
