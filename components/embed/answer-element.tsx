import "@/components/renderer/without-eval";
import { createRoot, type Root } from "react-dom/client";
import type { GenUIAction } from "@/components/renderer/gen-ui-props";
import OpenUI from "@/components/renderer/openui/open-ui";
import "./embed.css";
import { readChat } from "./read-chat";

/**
 * `<vitrine-answer>`: draws answers of this server in any page. `content` is an answer as it came; `read(response)` draws a chat completion
 * while it streams. What is pressed in it is an `action` event, whose `detail` holds the words for the person and for the model. The page's
 * own `color-scheme` decides between light and dark.
 */
class VitrineAnswer extends HTMLElement {
  #root: Root | null = null;
  #content = "";
  #isStreaming = false;
  #problem: string | null = null;
  #reads = 0;

  connectedCallback(): void {
    this.#root ??= createRoot(this);
    this.#draw();
  }

  disconnectedCallback(): void {
    const root = this.#root;
    this.#root = null;
    // React may be drawing just now, as when an action takes the element away.
    queueMicrotask(() => root?.unmount());
  }

  get content(): string {
    return this.#content;
  }

  set content(text: string) {
    this.#show(text, false, null);
    this.#reads++;
  }

  /** Draws an answer while it comes, and resolves with its text, which is what to send back as the assistant's message. */
  async read(answer: Response | Promise<Response>): Promise<string> {
    const mine = ++this.#reads;
    const isShown = () => mine === this.#reads;
    let text = "";
    this.#show("", true, null);
    try {
      for await (text of readChat(await answer)) if (isShown()) this.#show(text, true, null);
      if (isShown()) this.#show(text, false, null);
      return text;
    } catch (error) {
      if (isShown()) this.#show(text, false, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  #show(content: string, isStreaming: boolean, problem: string | null): void {
    this.#content = content;
    this.#isStreaming = isStreaming;
    this.#problem = problem;
    this.setAttribute("aria-busy", String(isStreaming));
    this.#draw();
  }

  #draw(): void {
    const isEmpty = this.#content === "";
    this.#root?.render(
      <>
        {isEmpty ? null : (
          <OpenUI
            response={this.#content}
            isStreaming={this.#isStreaming}
            theme={isDark(this) ? "dark" : "light"}
            onAction={(action) => this.#act(action)}
            onState={nothing}
            onError={nothing}
          />
        )}
        {isEmpty && this.#isStreaming ? <p role="status">Waiting for the answer …</p> : null}
        {this.#problem === null ? null : <p role="alert">{this.#problem}</p>}
      </>,
    );
  }

  #act(action: GenUIAction): void {
    this.dispatchEvent(new CustomEvent("action", { detail: action, bubbles: true }));
  }
}

function nothing(): void {}

function isDark(element: Element): boolean {
  const scheme = getComputedStyle(element).colorScheme;
  if (!scheme.includes("dark")) return false;
  return !scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches;
}

if (!customElements.get("vitrine-answer")) customElements.define("vitrine-answer", VitrineAnswer);
