"use client";

import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from "lucide-react";
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
}

/** Who is signed in, the theme, and the way out. */
export function AccountMenu({ account, onSignOut }: { account: Account; onSignOut: () => Promise<void> }) {
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
