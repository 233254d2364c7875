import Link from "next/link";
import { LinkCommand } from "@/components/auth/link-command";
import { buttonClass } from "@/components/ui/button";

const KINDS = {
  used: {
    title: "This link has been used",
    text: "A sign-in link works once. If it was not you who used it, look at the sessions in the settings after signing in.",
  },
  expired: { title: "This link has expired", text: "A sign-in link works for 15 minutes." },
  unknown: {
    title: "This link does not work",
    text: "It is incomplete, or it belongs to another server. Copy the whole line that the server printed.",
  },
};

/** Why a one-time link does not sign in, and how to get one that does. */
export function LinkProblem({ kind }: { kind: keyof typeof KINDS }) {
  const { title, text } = KINDS[kind];
  return (
    <div className="flex flex-col gap-4">
      <h1 className="font-semibold text-[22px] text-ink leading-8 tracking-[-0.014em]">{title}</h1>
      <p className="text-ink-soft text-sm leading-relaxed">{text}</p>
      <p className="text-ink-soft text-sm leading-relaxed">The owner gets a new one on the machine that runs Vitrine, in its folder:</p>
      <LinkCommand />
      <Link href="/sign-in" className={buttonClass({ variant: "secondary" })}>
        Sign in with a password
      </Link>
    </div>
  );
}
