"use client";

import { BookOpen, Boxes, ChartColumn, Files, KeyRound, PanelsTopLeft, ScrollText, Settings, Shapes, Users, Wrench } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "@/components/ui/class-names";

const LINKS = [
  { href: "/playground", label: "Playground", icon: PanelsTopLeft },
  { href: "/keys", label: "API keys", icon: KeyRound },
  { href: "/usage", label: "Usage", icon: ChartColumn },
  { href: "/logs", label: "Logs", icon: ScrollText },
  { href: "/models", label: "Models", icon: Boxes },
  { href: "/files", label: "Files", icon: Files },
  { href: "/tools", label: "Tools", icon: Wrench },
  { href: "/components", label: "Components", icon: Shapes },
  { href: "/members", label: "Members", icon: Users },
  { href: "/settings", label: "Settings", icon: Settings },
  { href: "/docs", label: "Docs", icon: BookOpen },
] as const;

/** The pages of the dashboard, the current one marked. */
export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const path = usePathname();
  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-0.5">
        {LINKS.map(({ href, label, icon: Icon }) => {
          const current = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                onClick={onNavigate}
                aria-current={current ? "page" : undefined}
                className={classNames(
                  "flex h-8.5 items-center gap-2.5 rounded-control px-2.5 font-medium text-[13.5px] transition-colors duration-100 max-lg:h-11 pointer-coarse:h-11",
                  current ? "bg-hover text-ink" : "text-ink-soft hover:bg-hover hover:text-ink",
                )}
              >
                <Icon aria-hidden="true" className={classNames("size-4", current ? "text-accent" : "text-ink-muted")} />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
