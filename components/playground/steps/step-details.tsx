import type { ReactNode } from "react";
import { TEXT_LINK } from "@/components/ui/text-link";
import type { HostedItem, HostedType, McpCallError } from "@/lib/generation/hosted";
import { isRecord } from "@/lib/json";
import { isOpenable } from "@/components/renderer/open-url";
import { argumentsIn } from "./step-kinds";

type Details = { [Type in HostedType]: (item: Extract<HostedItem, { type: Type }>) => ReactNode };

const DETAILS: Details = {
  mcp_list_tools: ({ tools, error }) =>
    error === undefined ? (
      <dl className="flex flex-col gap-1.5">
        {tools.map(({ name, description }) => (
          <div key={name}>
            <dt className="font-mono text-ink text-xs">{name}</dt>
            {description ? <dd className="break-words">{description}</dd> : null}
          </div>
        ))}
      </dl>
    ) : (
      <Failure>{error}</Failure>
    ),
  mcp_call: ({ arguments: given, output, error }) => (
    <>
      <Arguments text={given} />
      {error ? <Failure>{errorWords(error)}</Failure> : null}
      {output ? <Text label="Result" text={pretty(output)} /> : null}
    </>
  ),
  mcp_approval_request: ({ arguments: given }) => <Arguments text={given} />,
  web_search_call: ({ action }) =>
    action.type === "search" ? (
      <>
        <Texts label="Asked" texts={action.queries} />
        {action.sources && action.sources.length > 0 ? <Links label="Found" urls={action.sources.map(({ url }) => url)} /> : null}
      </>
    ) : (
      <>
        <Links label="Page" urls={[action.url]} />
        {action.type === "find_in_page" ? <Texts label="Words" texts={[action.pattern]} /> : null}
      </>
    ),
  image_search_call: ({ queries, results = [] }) => (
    <>
      <Texts label="Asked" texts={queries} />
      {results.length > 0 ? <Links label="Found" urls={results.map(({ source }) => source)} /> : null}
    </>
  ),
  file_search_call: ({ queries, results }) => (
    <>
      <Texts label="Asked" texts={queries} />
      {results?.length === 0 ? <p>No passage holds any of these words.</p> : null}
      {results && results.length > 0 ? (
        <Group label="Found">
          <ul className="flex flex-col gap-2">
            {results.map(({ file_id: id, filename, text }, at) => (
              <li key={`${id} ${at}`}>
                <span className="font-medium text-ink">{filename}</span>
                <span className="line-clamp-3 break-words">{text}</span>
              </li>
            ))}
          </ul>
        </Group>
      ) : null}
    </>
  ),
  code_interpreter_call: ({ code, outputs }) => (
    <>
      {code ? <Text label="Code" text={code} /> : null}
      {outputs?.map((output, at) =>
        output.type === "logs" ? (
          <Text key={`logs-${at}`} label="Output" text={output.logs} />
        ) : (
          <p key={`picture-${at}`}>It drew a picture.</p>
        ),
      )}
    </>
  ),
};

/** What a step was asked, and what came of it. */
export function StepDetails({ item }: { item: HostedItem }) {
  const draw = DETAILS[item.type] as (item: HostedItem) => ReactNode;
  return (
    <div className="flex flex-col gap-2.5">
      {draw(item)}
      {item.status === "failed" && !("error" in item) ? (
        <Failure>It failed. The model was told why, and went on with what it had.</Failure>
      ) : null}
    </div>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <p className="font-medium text-ink">{label}</p>
      {children}
    </div>
  );
}

function Texts({ label, texts }: { label: string; texts: readonly string[] }) {
  return (
    <Group label={label}>
      <ul>
        {texts.map((text) => (
          <li key={text} className="break-words">
            {text}
          </li>
        ))}
      </ul>
    </Group>
  );
}

function Links({ label, urls }: { label: string; urls: readonly string[] }) {
  return (
    <Group label={label}>
      <ul>
        {[...new Set(urls)].map((url) => (
          <li key={url} className="truncate">
            {isOpenable(url, "https://vitrine.invalid") ? (
              <a href={url} target="_blank" rel="noopener noreferrer" className={TEXT_LINK}>
                {url.replace(/^https?:\/\/(?:www\.)?/, "")}
              </a>
            ) : (
              url
            )}
          </li>
        ))}
      </ul>
    </Group>
  );
}

/** What a call was made with, a row a value. */
export function Arguments({ text }: { text: string }) {
  const given = argumentsIn(text);
  if (given.length === 0) return <p>Without arguments.</p>;
  return (
    <Group label="With">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
        {given.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="font-mono text-xs leading-5">{name}</dt>
            <dd className="whitespace-pre-wrap break-words text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </Group>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <Group label={label}>
      {/* Focusable, so that it can be scrolled by keyboard. */}
      <pre
        tabIndex={0}
        aria-label={label}
        className="mt-1 max-h-60 overflow-auto whitespace-pre-wrap break-words rounded-control bg-sunken p-2.5 font-mono text-ink text-xs leading-5"
      >
        {text}
      </pre>
    </Group>
  );
}

function Failure({ children }: { children: ReactNode }) {
  return <p className="break-words text-danger">{children}</p>;
}

function errorWords(error: McpCallError): string {
  if ("message" in error) return error.message;
  const texts = error.content.flatMap((part) => (isRecord(part) && typeof part.text === "string" ? [part.text] : []));
  return texts.join("\n") || "The tool failed, and did not say why.";
}

/** JSON set in lines; anything else as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
