/** What was pressed in an answer, in the words of the wire format. */
export interface GenUIAction {
  type?: string;
  params?: Record<string, unknown>;
  humanFriendlyMessage: string;
  llmFriendlyMessage: string;
}

/** What each renderer gets and hands on. */
export interface GenUIProps {
  /** The answer as it came: the `<content>` element, whole or any beginning of it, and perhaps `<context>` after it. */
  response: string;
  isStreaming: boolean;
  theme: "light" | "dark";
  onAction: (action: GenUIAction) => void;
  /** What the forms hold, as the escaped inside of the `<context>` element; called often. */
  onState: (formContext: string) => void;
  /** The renderer can show nothing of this answer. */
  onError: () => void;
}
