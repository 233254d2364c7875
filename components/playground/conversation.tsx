"use client";

import { ArrowDown } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { AnswerSettings, Thread } from "@/lib/conversations/schema";
import type { ModelInfo } from "@/lib/upstream/models";
import { Announcer } from "./announcer";
import { Answer } from "./answer";
import { Composer } from "./composer";
import { ConversationHeader } from "./conversation-header";
import { settingsFor } from "./default-settings";
import { EmptyThread } from "./empty-thread";
import { Inspector } from "./inspector";
import type { PlaygroundActions } from "./playground";
import { saveSettings } from "./settings-storage";
import { Sheet } from "./sheet";
import { resultEntry, userEntry } from "./shown-entry";
import { createThreadStore, type ThreadStore } from "./thread-store";
import { type AnswerTurn, toTurns } from "./turns";
import { useStickToBottom } from "./use-stick-to-bottom";
import { UserMessage } from "./user-message";
import { typedMessage } from "./user-text";

interface ConversationProps {
  thread: Thread | null;
  title: string | null;
  models: ModelInfo[];
  origin: string;
  actions: PlaygroundActions;
  onSaved: (thread: { id: string; title: string }) => void;
  onNew: () => void;
  onShowThreads: () => void;
}

/** One thread: what was said, and the composer to go on. */
export function Conversation({ thread, title, models, origin, actions, onSaved, onNew, onShowThreads }: ConversationProps) {
  const [store] = useState<ThreadStore>(() =>
    createThreadStore(thread, { fetch: (...args) => fetch(...args), write: actions.write, saveForm: actions.saveForm, onSaved }),
  );
  const { threadId, entries, running, problem } = useStore(store.state);
  const { settings, change } = useSettings(thread, models);
  const [inspecting, setInspecting] = useState(false);
  const turns = useMemo(() => toTurns(entries), [entries]);
  const composer = useRef<HTMLTextAreaElement>(null);
  const { scroller, content, atBottom, toBottom } = useStickToBottom();
  const model = models.find(({ id }) => id === settings.model);
  const blocked = model && !model.ready ? model : null;

  useEffect(() => () => store.leave(), [store]);

  const send = useCallback(
    (message: string, with_: AnswerSettings = settings) => {
      if (blocked) {
        composer.current?.focus();
        return Promise.resolve(false);
      }
      toBottom();
      return store.ask(store.state.getState().entries.length, [userEntry(message)], with_);
    },
    [blocked, settings, store, toBottom],
  );
  const onEdit = (key: string, text: string) => {
    const at = entries.findIndex((entry) => entry.key === key);
    if (at >= 0 && !blocked) void store.ask(at, [userEntry(typedMessage(text))], settings);
  };
  const onResults = (turn: AnswerTurn, outputs: { callId: string; output: string }[]) => {
    if (blocked) return;
    const end = entries.findIndex((entry, index) => index > turn.at && entry.item.type !== "function_call");
    toBottom();
    void store.ask(
      end === -1 ? entries.length : end,
      outputs.map(({ callId, output }) => resultEntry(callId, output)),
      settings,
    );
  };

  const inspector = <Inspector settings={settings} onChange={change} />;
  return (
    <>
      <section aria-label="Conversation" className="relative flex min-w-0 flex-1 flex-col">
        <ConversationHeader
          title={title}
          models={models}
          model={settings.model}
          onModel={(id) => change({ ...settings, model: id })}
          onNew={onNew}
          onShowThreads={onShowThreads}
          onInspect={() => setInspecting(true)}
        />
        <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden [overflow-anchor:none]">
          <div ref={content} className="mx-auto flex min-h-full w-full max-w-3xl flex-col gap-7 px-4 pt-4 pb-10 sm:px-6">
            {turns.length === 0 && !running ? (
              <EmptyThread onExample={(prompt, tools) => startExample(prompt, tools, settings, change, send)} />
            ) : null}
            {turns.map((turn, index) =>
              turn.type === "user" ? (
                <UserMessage key={turn.key} message={turn.text} disabled={running !== null} onEdit={(text) => onEdit(turn.key, text)} />
              ) : (
                <Answer
                  key={turn.key}
                  turn={turn}
                  asked={entries.slice(0, turn.at)}
                  fallbackSettings={settings}
                  origin={origin}
                  store={store}
                  onMessage={send}
                  onResults={(outputs) => onResults(turn, outputs)}
                  busy={running !== null}
                  onRetry={index === turns.length - 1 && !running && !blocked ? () => void store.ask(turn.at, [], settings) : null}
                />
              ),
            )}
            {running && running.phase !== "saving" ? (
              <Answer
                key={running.key}
                turn={{
                  type: "answer",
                  key: running.key,
                  text: running.answer.text || running.answer.refusal,
                  calls: runningCalls(running.answer.calls),
                  details: null,
                  at: entries.length,
                }}
                asked={entries}
                fallbackSettings={settings}
                origin={origin}
                store={store}
                running={running}
                onMessage={send}
                onResults={() => undefined}
                busy
                onRetry={null}
              />
            ) : null}
          </div>
        </div>
        <div className="relative mx-auto w-full max-w-3xl px-4 pb-4 sm:px-6 sm:pb-5">
          {atBottom ? null : (
            <Button size="sm" onClick={toBottom} className="-top-11 -translate-x-1/2 absolute left-1/2 rounded-full">
              <ArrowDown aria-hidden="true" className="size-3.5" />
              Jump to latest
            </Button>
          )}
          {problem ? (
            <Callout tone="danger" role="alert" className="mb-3">
              {problem}
            </Callout>
          ) : null}
          {blocked ? <NotReady model={blocked} models={models} onModel={(id) => change({ ...settings, model: id })} /> : null}
          <Composer
            ref={composer}
            threadId={threadId}
            running={running !== null}
            blocked={blocked !== null}
            onSend={(text) => send(typedMessage(text))}
            onStop={() => {
              store.stop();
              composer.current?.focus();
            }}
          />
        </div>
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

function NotReady({ model, models, onModel }: { model: ModelInfo; models: ModelInfo[]; onModel: (id: string) => void }) {
  const other = models.find(({ provider, ready }) => provider === "vitrine" && ready) ?? models.find(({ ready }) => ready);
  return (
    <Callout
      tone="warning"
      role="status"
      title={`${model.name} is not connected`}
      className="mb-3"
      actions={
        other ? (
          <Button size="sm" onClick={() => onModel(other.id)}>
            Use {other.name}
          </Button>
        ) : null
      }
    >
      Set <code className="font-mono text-[13px]">{model.setting}</code> in <code className="font-mono text-[13px]">.env</code> and start
      the server again.
    </Callout>
  );
}

function startExample(
  prompt: string,
  tools: string | undefined,
  settings: AnswerSettings,
  change: (settings: AnswerSettings) => void,
  send: (message: string, settings: AnswerSettings) => Promise<boolean>,
): void {
  const next = tools ? { ...settings, tools } : settings;
  if (tools) change(next);
  void send(prompt, next);
}

function runningCalls(calls: { callId: string; name: string; arguments: string }[]) {
  return calls.map((call) => ({ ...call, output: null }));
}

function useSettings(thread: Thread | null, models: ModelInfo[]) {
  const [settings, setSettings] = useState<AnswerSettings>(() => settingsFor(thread, models, false));
  useEffect(() => {
    // What this browser remembers is known only here, not to the server that rendered the first frame.
    setSettings(settingsFor(thread, models, true));
  }, [thread, models]);
  const change = useCallback((next: AnswerSettings) => {
    setSettings(next);
    saveSettings(next);
  }, []);
  return { settings, change };
}
