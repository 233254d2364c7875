"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { PASSWORD_HINT_COOKIE } from "@/components/auth/password-hint-cookie";
import { Button } from "@/components/ui/button";

/** Tells somebody who signed in by a link that a password spares them the next one. Stays away once dismissed. */
export function PasswordHint() {
  const [isShown, setShown] = useState(true);
  if (!isShown) return null;
  const dismiss = () => {
    // A cookie, so that the server knows and a dismissed hint never flashes up.
    document.cookie = `${PASSWORD_HINT_COOKIE}=dismissed; path=/; max-age=31536000; samesite=lax`;
    setShown(false);
  };
  return (
    <aside
      aria-label="Password"
      className="flex items-center gap-3 border-line border-b bg-sunken py-1.5 pr-2 pl-4 text-[13px] text-ink-soft sm:pl-8"
    >
      <p className="min-w-0 flex-1">
        You signed in by a link.{" "}
        <Link href="/settings" className="font-medium text-accent underline underline-offset-2">
          Set a password
        </Link>{" "}
        to sign in without one.
      </p>
      <Button variant="ghost" size="sm" square aria-label="Dismiss" onClick={dismiss}>
        <X aria-hidden="true" className="size-4" />
      </Button>
    </aside>
  );
}
