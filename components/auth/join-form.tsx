"use client";

import { useActionState } from "react";
import type { JoinState } from "@/components/auth/state";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

interface JoinFormProps {
  token: string;
  /** How the account is called that would join. */
  account: string;
  /** The address that the invitation is for, when it is not the account's. */
  forEmail: string | null;
  action: (previous: JoinState, form: FormData) => Promise<JoinState>;
}

/** Accepts an invitation with the account that is signed in. */
export function JoinForm({ token, account, forEmail, action }: JoinFormProps) {
  const [problem, submit, pending] = useActionState(action, null);
  if (forEmail) {
    return (
      <Callout tone="warning" title="This invitation is for another account">
        It is for {forEmail}, and you are signed in as {account}. Sign out, and open the link again.
      </Callout>
    );
  }
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      {problem ? (
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      ) : null}
      <Button type="submit" variant="primary" loading={pending}>
        Join as {account}
      </Button>
    </form>
  );
}
