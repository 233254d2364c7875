import Link from "next/link";
import { PageHeader } from "@/components/ui/page-header";
import { TEXT_LINK } from "@/components/ui/text-link";
import type { Member, OperationReference } from "@/lib/openapi/reference";
import { DocsText } from "./docs-text";

/** Every endpoint by what it is about, made of the document at `/openapi.json`. */
export function ApiIndex({ operations, origin }: { operations: readonly OperationReference[]; origin: string }) {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return (
    <article>
      <PageHeader
        title="API reference"
        description={
          <>
            Every endpoint of {origin}. The same as a document for programs:{" "}
            <a href={`${origin}/openapi.json`} className={TEXT_LINK}>
              openapi.json
            </a>
            .
          </>
        }
      />
      <div className="flex flex-col gap-8">
        {tags.map((tag) => (
          <section key={tag} aria-labelledby={tag}>
            <h2 id={tag} className="pb-2 font-semibold text-[17px] text-ink">
              {tag}
            </h2>
            <ul className="rounded-control border border-line">
              {operations
                .filter((operation) => operation.tag === tag)
                .map((operation) => (
                  <li key={operation.id} className="border-line not-last:border-b px-3 py-2 text-[13px]">
                    <Link href={`/docs/api/${operation.id}`} className={`${TEXT_LINK} inline-flex min-h-6 items-center`}>
                      {operation.summary}
                    </Link>
                    <Address operation={operation} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </article>
  );
}

/** One endpoint: what it takes and what it answers. */
export function ApiOperation({ operation }: { operation: OperationReference }) {
  const { summary, description, parameters, body, answer } = operation;
  return (
    <article>
      <p className="pb-2 text-[13px]">
        <Link href="/docs/api" className={TEXT_LINK}>
          API reference
        </Link>
      </p>
      <PageHeader title={summary} description={<Address operation={operation} />} />
      <div className="flex flex-col gap-4">
        {description ? <DocsText markdown={description} /> : null}
        <Members title="Parameters" members={parameters} isOpen />
        <Members title="Body" members={body} isOpen />
        <Members title="Answer" members={answer} isOpen />
      </div>
    </article>
  );
}

function Address({ operation: { method, path } }: { operation: OperationReference }) {
  return (
    <span className="wrap-anywhere block font-mono text-[12.5px] text-ink-soft">
      <span className="font-semibold text-accent">{method}</span> {path}
    </span>
  );
}

function Members({ title, members, isOpen = false }: { title: string; members: readonly Member[]; isOpen?: boolean }) {
  if (members.length === 0) return null;
  return (
    <details open={isOpen} className="rounded-control border border-line">
      <summary className="flex min-h-10 cursor-pointer items-center px-3 font-medium text-[13px] text-ink">
        {title} <span className="pl-2 font-normal text-ink-muted">{members.length}</span>
      </summary>
      <MemberList members={members} />
    </details>
  );
}

function MemberList({ members }: { members: readonly Member[] }) {
  return (
    <ul className="border-line border-t">
      {members.map(({ name, type, isRequired, description, members: inner }) => (
        <li key={name} className="border-line px-3 py-2 text-[13px] not-last:border-b">
          <p className="wrap-anywhere">
            <code className="font-medium font-mono text-ink">{name}</code>{" "}
            <span className="text-ink-muted">
              {type}
              {isRequired ? ", required" : ""}
            </span>
          </p>
          {description ? <p className="mt-0.5 max-w-[72ch] text-ink-soft leading-relaxed">{description}</p> : null}
          {inner.length > 0 ? (
            <details className="mt-1.5 rounded-control border border-line">
              <summary className="flex min-h-8 cursor-pointer items-center px-3 text-ink-soft text-xs">Members of {name}</summary>
              <MemberList members={inner} />
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
