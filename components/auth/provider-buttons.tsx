"use client";

import { useActionState } from "react";
import type { SignInState } from "@/components/auth/state";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

interface ProviderButtonsProps {
  providers: { id: string; name: string }[];
  returnTo: string;
  action: (previous: SignInState, form: FormData) => Promise<SignInState>;
}

/** One button a provider; nothing when none is set up. */
export function ProviderButtons({ providers, returnTo, action }: ProviderButtonsProps) {
  const [state, submit, pending] = useActionState(action, { email: "", error: null, attempt: 0 });
  if (providers.length === 0) return null;
  return (
    <form action={submit} className="flex flex-col gap-2">
      <input type="hidden" name="returnTo" value={returnTo} />
      {state.error ? (
        <Callout tone="danger" role="alert">
          {state.error}
        </Callout>
      ) : null}
      {providers.map(({ id, name }) => (
        <Button key={id} type="submit" name="provider" value={id} disabled={pending}>
          Continue with {name}
        </Button>
      ))}
      <p aria-hidden="true" className="flex items-center gap-3 pt-3 pb-1 text-ink-muted text-xs">
        <span className="h-px flex-1 bg-line" />
        or
        <span className="h-px flex-1 bg-line" />
      </p>
    </form>
  );
}
