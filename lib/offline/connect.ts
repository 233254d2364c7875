import type { UiNode } from "@/lib/genui/tree";
import { card, header, node, paragraph } from "./ui";

/** What the button of the same name says, and what people type instead. */
export const CONNECT = "Connect a provider";

const ASKED =
  /^(?:how (?:do|can|to|would) (?:i |you |we )?)?(?:connect|add|set up|configure|use)(?: to)? (?:a |an |my |another |the )?(?:real |model |language )?(?:provider|model|llm)s?(?: key)?[\s?.!]*$/i;

const SETTINGS = [
  ["OPENAI_API_KEY", "c1/openai/…"],
  ["ANTHROPIC_API_KEY", "c1/anthropic/…"],
  ["GOOGLE_GENERATIVE_AI_API_KEY", "c1/google/…"],
  ["UPSTREAM_BASE_URL", "c1/custom/… on any OpenAI-compatible server, such as Ollama"],
];

/** How the owner of the server connects a language model; null when that was not asked. */
export function connectAnswer(text: string): UiNode | null {
  if (!ASKED.test(text.trim())) return null;
  return card([
    header("Connect a provider", "On the machine that runs Vitrine"),
    paragraph(
      "Put one of these settings into the file `.env` of the server and start it again. Its models are then in the list of models.",
    ),
    node("Table", { columns: ["Setting", "Switches on"].map((label) => node("Col", { label, type: "string" })), rows: SETTINGS }),
  ]);
}
