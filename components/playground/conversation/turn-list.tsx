"use client";

import { useStore } from "zustand";
import type { AnswerSettings } from "@/lib/conversations/schema";
import { approvalStates, isApprovalPress } from "../steps/approval-states";
import { Answer } from "./answer";
import { resultEntry, type ShownEntry, userEntry } from "../thread/shown-entry";
import type { Running } from "../thread/thread-state";
import type { ThreadStore } from "../thread/thread-store";
import type { AnswerTurn, Turn } from "../thread/turns";
import { VersionSwitch } from "./version-switch";
import { UserMessage } from "./user-message";
import { typedMessage } from "./user-text";

const CONTINUE = "Continue where you stopped.";

interface TurnListProps {
  store: ThreadStore;
  turns: Turn[];
  onFork: (threadId: string, itemId: string) => unknown;
  settings: AnswerSettings;
  origin: string;
  /** Nothing may be asked: the chosen model cannot answer. */
  blocked: boolean;
  onMessage: (message: string) => void;
  /** Something is asked: what comes should be seen. */
  onAsk: () => void;
}

/** The messages and answers of a thread, the one under way last. */
export function TurnList({ store, turns, settings, origin, blocked, onMessage, onAsk, onFork }: TurnListProps) {
  const { entries, versions, running } = useStore(store.state);
  const busy = running !== null;
  const ask = (keep: number, added: ShownEntry[]) => {
    if (blocked || keep < 0) return;
    onAsk();
    void store.ask(keep, added, settings);
  };
  const onResults = (turn: AnswerTurn, outputs: { callId: string; output: string }[]) => {
    const results = outputs.map(({ callId, output }) => resultEntry(callId, output));
    ask(turn.at + Math.max(1, turn.calls.length + (turn.text === "" ? 0 : 1)), results);
  };
  const common = { fallbackSettings: settings, origin, store, onMessage, busy };
  const versionsAt = (at: number, of: "answer" | "message") => {
    const before = entries[at - 1];
    const found = at < 0 ? undefined : versions.find(({ afterId }) => afterId === (before?.item.id ?? null));
    if (!found) return null;
    return <VersionSwitch versions={found} of={of} disabled={busy} onShow={(number) => store.showVersion(before?.key ?? null, number)} />;
  };
  const shown = running && running.phase !== "saving" ? [...turns, runningTurn(running, entries.length)] : turns;
  const approvals = approvalStates(shown);
  return shown.map((turn, index) => {
    if (turn.type === "user") {
      const at = entries.findIndex(({ key }) => key === turn.key);
      return (
        <UserMessage
          key={turn.key}
          message={turn.text}
          disabled={busy}
          versions={versionsAt(at, "message")}
          onEdit={(text) => ask(at, [userEntry(typedMessage(text))])}
        />
      );
    }
    const last = index === shown.length - 1;
    const asked = shown[index - 1];
    // What was approved ran: it does not run again.
    const isDecision = asked?.type === "user" && isApprovalPress(asked.text) && turn.details?.state === "done";
    return (
      <Answer
        key={turn.key}
        {...common}
        turn={turn}
        approvals={approvals}
        isOwnBeginning={asked?.type === "answer"}
        asked={entries.slice(0, turn.at)}
        running={running?.key === turn.key ? running : undefined}
        onResults={(outputs) => onResults(turn, outputs)}
        isLast={last}
        versions={versionsAt(turn.at, "answer")}
        onFork={onFork}
        onRetry={!busy && !blocked && !isDecision ? () => ask(turn.at, []) : null}
        onContinue={last && !busy && !blocked ? () => onMessage(CONTINUE) : null}
      />
    );
  });
}

function runningTurn({ key, answer }: Running, at: number): AnswerTurn {
  const calls = answer.calls.map((call) => ({ ...call, output: null }));
  const { thinking, steps, citations } = answer;
  return { type: "answer", key, text: answer.text || answer.refusal, thinking, calls, steps, citations, details: null, at };
}
