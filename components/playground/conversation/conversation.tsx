"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { AnswerSettings, Thread } from "@/lib/conversations/schema";
import type { ToolOffer } from "@/lib/tools/offer";
import type { ModelInfo } from "@/lib/upstream/models";
import { useHostedTools } from "../tools/use-hosted-tools";
import { Announcer } from "./announcer";
import { Composer } from "./composer";
import { ConversationFoot } from "./conversation-foot";
import { ConversationHeader } from "./conversation-header";
import { EmptyThread } from "./empty-thread";
import { Inspector } from "../inspector/inspector";
import type { PlaygroundActions } from "../thread/thread-actions";
import { Sheet } from "../sheet";
import { userEntry } from "../thread/shown-entry";
import { createThreadStore, type ThreadStore } from "../thread/thread-store";
import { TurnList } from "./turn-list";
import { toTurns } from "../thread/turns";
import { useFollow } from "./use-follow";
import { useSettings } from "../inspector/use-settings";
import { typedMessage } from "./user-text";

interface ConversationProps {
  thread: Thread | null;
  title: string | null;
  /** The thread as another window changed it; null when none did. */
  changed: Thread | null;
  models: ModelInfo[];
  /** Which tools of the server are set up. */
  toolOffer: ToolOffer;
  origin: string;
  actions: PlaygroundActions;
  onSaved: (thread: { id: string; title: string }) => void;
  onNew: () => void;
  /** Begins a thread with what this one says up to the entry of that key. */
  onFork: (threadId: string, itemId: string) => unknown;
  onShowThreads: () => void;
}

/** One thread: what was said, and the composer to go on. */
export function Conversation(props: ConversationProps) {
  const { thread, title, changed, models, toolOffer, origin, actions, onSaved, onNew, onFork, onShowThreads } = props;
  const store = useThreadStore(thread, changed, actions, onSaved);
  const { threadId, entries, running, problem } = useStore(store.state);
  const { settings, change, changeHosted, model, unsent, blocked } = useSettings(thread, models);
  const tools = useHostedTools(toolOffer, settings.hosted, changeHosted);
  const [inspecting, setInspecting] = useState(false);
  const turns = useMemo(() => toTurns(entries), [entries]);
  const { scroller, content, atEnd, isPlaced, followQuestion, toEnd } = useFollow();
  const onModel = (id: string) => change({ ...settings, model: id });
  const send = useCallback(
    async (message: string, using: AnswerSettings = settings) => {
      if (blocked) return false;
      followQuestion();
      return store.ask(store.state.getState().entries.length, [userEntry(message)], using);
    },
    [blocked, settings, store, followQuestion],
  );
  const onExample = (prompt: string, tools?: string) => {
    const using = tools ? { ...settings, tools } : settings;
    if (tools) change(using);
    void send(prompt, using);
  };
  const list = { store, turns, settings, origin, blocked: blocked !== null, onMessage: send, onAsk: followQuestion, onFork };
  const inspector = <Inspector settings={settings} model={model} onChange={change} />;
  return (
    <>
      <section aria-label="Conversation" className="relative flex min-w-0 flex-1 flex-col">
        <ConversationHeader
          {...{ title, threadId, models, settings, onModel, onNew, onShowThreads }}
          onInspect={() => setInspecting(true)}
        />
        {/* Positioned, so that what is hidden inside for screen readers is clipped here and does not lengthen the page. */}
        <div ref={scroller} data-scroller="" className="relative min-h-0 flex-1 overflow-y-auto overflow-x-hidden">
          <div
            ref={content}
            className={`mx-auto flex min-h-full w-full max-w-3xl flex-col gap-7 px-4 pt-4 pb-10 sm:px-6 ${turns.length > 0 && !isPlaced ? "invisible" : ""}`}
          >
            {turns.length === 0 && !running ? <EmptyThread onExample={onExample} /> : <TurnList {...list} />}
          </div>
        </div>
        <ConversationFoot {...{ problem, blocked, unsent, models, onModel }} atEnd={atEnd || turns.length === 0} onEnd={toEnd}>
          <Composer
            {...{ threadId, tools, onStop: store.stop, running: running !== null, blocked: blocked !== null }}
            onSend={(text) => send(typedMessage(text))}
          />
        </ConversationFoot>
        <Announcer running={running} turns={turns} scroller={scroller} />
      </section>
      <aside aria-label="Settings of the request" className="hidden w-72 shrink-0 border-line border-l 2xl:block">
        {inspector}
      </aside>
      <Sheet open={inspecting} onClose={() => setInspecting(false)} side="right" label="Settings of the request">
        {inspector}
      </Sheet>
    </>
  );
}

/** The store lives as long as the conversation is shown; an answer under way goes on at the server. */
function useThreadStore(
  thread: Thread | null,
  changed: Thread | null,
  { write, saveForm, open, showVersion }: PlaygroundActions,
  onSaved: ConversationProps["onSaved"],
): ThreadStore {
  const [store] = useState(() =>
    createThreadStore(thread, { fetch: (...args) => fetch(...args), write, saveForm, open, showVersion, onSaved }),
  );
  useEffect(() => {
    void store.takeUp();
    return () => store.leave();
  }, [store]);
  useEffect(() => {
    if (changed) store.follow(changed);
  }, [store, changed]);
  return store;
}
