import { Eye } from "lucide-react";
import Link from "next/link";
import { Page } from "@/components/shell/page";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What a viewer finds where others ask models. */
export function OnlyLooking({ workspace }: { workspace: string }) {
  return (
    <Page>
      <h1 className="sr-only">Playground</h1>
      <EmptyState
        icon={<Eye className="size-5" />}
        title={`You are a viewer of ${workspace}`}
        actions={
          <>
            <Link href="/usage" className={buttonClass({ variant: "primary" })}>
              Usage
            </Link>
            <Link href="/logs" className={buttonClass({ variant: "secondary" })}>
              Logs
            </Link>
          </>
        }
      >
        You can look at its keys, usage and logs. To ask models here, have an owner make you a member.
      </EmptyState>
    </Page>
  );
}
