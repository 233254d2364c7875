"use client";

import { useActionState, useEffect, useRef } from "react";
import { LinkProblem } from "@/components/auth/link-problem";
import type { LinkState } from "@/components/auth/state";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

interface LinkFormProps {
  token: string;
  action: (previous: LinkState, form: FormData) => Promise<LinkState>;
}

/**
 * Signs in with a one-time link. It submits itself once loaded, so that one click on the link is enough; what only fetches
 * the page (a chat's preview, a prefetcher) runs no script and uses nothing up.
 */
export function LinkForm({ token, action }: LinkFormProps) {
  const [state, submit, pending] = useActionState(action, "waiting");
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);

  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    form.current?.requestSubmit();
  }, []);

  if (state === "spent") return <LinkProblem kind="used" />;
  return (
    <form ref={form} action={submit} className="flex flex-col gap-4">
      <h1 className="font-semibold text-[22px] text-ink leading-8 tracking-[-0.014em]">Sign in to Vitrine</h1>
      <input type="hidden" name="token" value={token} />
      {state === "failed" ? (
        <Callout tone="danger" role="alert">
          The server could not check the link. It is not used up: try again in a moment.
        </Callout>
      ) : (
        <p className="text-ink-soft text-sm leading-relaxed">This link signs this browser in, once.</p>
      )}
      <Button type="submit" variant="primary" loading={pending}>
        {pending ? "Signing in" : "Sign in"}
      </Button>
    </form>
  );
}
