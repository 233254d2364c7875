"use client";

import { Search } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { FoundPassage } from "@/components/files/file-entry";
import { searchStore } from "@/components/files/files-api";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";

type State = { passages: FoundPassage[] } | { problem: string } | null;

/** Tries what a question finds in a store. */
export function StoreSearch({ storeId }: { storeId: string }) {
  const [question, setQuestion] = useState("");
  const [pending, setPending] = useState(false);
  const [state, setState] = useState<State>(null);
  const search = async (event: FormEvent) => {
    event.preventDefault();
    if (question.trim() === "" || pending) return;
    setPending(true);
    try {
      setState({ passages: await searchStore(storeId, question) });
    } catch (error) {
      setState({ problem: error instanceof Error ? error.message : String(error) });
    }
    setPending(false);
  };
  return (
    <Card title="Search" description="What a question finds here is what models get to read.">
      <form onSubmit={search} className="flex flex-wrap gap-2">
        <input
          type="search"
          aria-label="Question"
          placeholder="How much did revenue grow?"
          maxLength={4_096}
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
          className="h-9 min-w-0 flex-1 basis-56 rounded-control border border-control bg-surface px-3 text-ink text-sm placeholder:text-ink-muted pointer-coarse:h-11 pointer-coarse:text-base"
        />
        <Button type="submit" loading={pending}>
          <Search aria-hidden="true" className="size-4" />
          Search
        </Button>
      </form>
      <div aria-live="polite">{state ? <Found state={state} /> : null}</div>
    </Card>
  );
}

function Found({ state }: { state: NonNullable<State> }) {
  if ("problem" in state) {
    return (
      <Callout tone="danger" role="alert" className="mt-4">
        {state.problem}
      </Callout>
    );
  }
  if (state.passages.length === 0) return <p className="mt-4 text-ink-soft text-sm">None of the words is in these files.</p>;
  return (
    <ol aria-label="Passages" className="mt-4 flex flex-col gap-3">
      {state.passages.map(({ fileId, name, text, score }) => (
        <li key={`${fileId} ${text}`} className="rounded-control border border-line bg-sunken px-3.5 py-3 text-sm">
          <p className="flex flex-wrap justify-between gap-x-3 font-medium text-ink">
            <span className="min-w-0 break-words">{name}</span>
            <span className="font-normal text-[13px] text-ink-soft">{Math.round(score * 100)} % match</span>
          </p>
          <p className="mt-1 line-clamp-6 whitespace-pre-wrap break-words text-ink-soft">{text}</p>
        </li>
      ))}
    </ol>
  );
}
