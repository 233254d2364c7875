"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { PASSWORD_HINT_COOKIE } from "@/components/auth/password-hint-cookie";
import { Button } from "@/components/ui/button";

/** Tells somebody without a password that one spares them the next link. Stays away once dismissed. */
export function PasswordHint() {
  const [isShown, setShown] = useState(true);
  if (!isShown) return null;
  const dismiss = () => {
    // A cookie, so that the server knows and a dismissed hint never flashes up.
    document.cookie = `${PASSWORD_HINT_COOKIE}=dismissed; path=/; max-age=31536000; samesite=lax`;
    setShown(false);
  };
  return (
    <div
      role="note"
      className="relative rounded-control border border-line bg-surface py-2.5 pr-9 pl-3 text-[12.5px] text-ink-soft leading-relaxed"
    >
      <p>
        <Link href="/settings" className="font-medium text-accent underline underline-offset-2">
          Set a password
        </Link>{" "}
        to sign in without a link.
      </p>
      <div className="absolute top-1 right-1">
        <Button variant="ghost" size="sm" square aria-label="Dismiss" onClick={dismiss}>
          <X aria-hidden="true" className="size-3.5" />
        </Button>
      </div>
    </div>
  );
}
