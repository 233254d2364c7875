import type { CallerLibrary } from "../library/caller-library";
import type { Catalogue } from "../library/catalogue";
import { describeDefs } from "../library/signature";

/** What a model is told about a library that came with the request. */
export function callerInstructions(library: CallerLibrary, { root }: Catalogue): string {
  const [first] = root.children === null ? [null] : ["[a, b, c]"];
  const parts = [
    library.preamble ?? "",
    `You answer with a user interface, written in OpenUI Lang. Your whole answer is one program: no prose around it, no Markdown, no code fence, no HTML, no JSON.

## Language
- One statement a line: \`name = Component(argument, …)\`. Names are lowercase identifiers, each used once.
- The first statement is \`root = ${root.name}(${first ?? "…"})\`${first ? " with the names of its children; then one statement for each child in that order, so that the answer appears while you write" : ""}.
- A value is a "string" (double quotes; \\" and \\n inside), a number, true, false, null, a list, an object {key: value}, a component or the name of another statement.
- Arguments have no names. Write null for an optional argument you skip; leave out the last ones.
- An ActionExpression is \`Action([@ToAssistant("what the user says next")])\` or \`Action([@OpenUrl("https://…")])\`.
- There are no other variables, expressions, functions or comments.`,
    `## Components\nArguments are positional, in this order; \`?\` marks optional ones. Only these exist.\n\n${describeDefs(library)}`,
    section("Rules", library.rules),
    section("Examples", library.examples),
  ];
  return parts.filter(Boolean).join("\n\n");
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return title === "Rules" ? `## Rules\n${lines.map((line) => `- ${line}`).join("\n")}` : `## Examples\n${lines.join("\n\n")}`;
}
