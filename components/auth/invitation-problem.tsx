import Link from "next/link";
import { buttonClass } from "@/components/ui/button";

const KINDS = {
  used: { title: "This invitation has been used", text: "An invitation works once." },
  expired: { title: "This invitation has expired", text: "An invitation works for some days only." },
  revoked: { title: "This invitation was taken back", text: "Whoever made it has revoked it." },
  unknown: { title: "This invitation does not work", text: "The link is incomplete, or it belongs to another server." },
};

/** Why an invitation can't be accepted, and what to do instead. */
export function InvitationProblem({ kind, isSignedIn }: { kind: keyof typeof KINDS; isSignedIn: boolean }) {
  const { title, text } = KINDS[kind];
  return (
    <div className="flex flex-col gap-4">
      <h1 className="font-semibold text-[22px] text-ink leading-8 tracking-[-0.014em]">{title}</h1>
      <p className="text-ink-soft text-sm leading-relaxed">{text} An owner of the workspace can make you a new one.</p>
      <Link href={isSignedIn ? "/playground" : "/sign-in"} className={buttonClass({ variant: "secondary" })}>
        {isSignedIn ? "To the playground" : "Sign in"}
      </Link>
    </div>
  );
}
