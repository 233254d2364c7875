import { BUILTIN_NAMES, parseExpression } from "@openuidev/lang-core";
import { type Call, collectTexts, type Draft, DYNAMIC } from "../draft";
import { asCall } from "./component";
import { isForReaders } from "./for-readers";
import { mendQuotes } from "./quotes";
import { balanced, isClosing, isOpening, KIND, NAMED_KEY, type Token, tokensOf, withNamedArguments } from "./token";

type Ast = ReturnType<typeof parseExpression>;

/** A statement of a program. `name` is null for a call that stands alone. */
export interface Statement {
  name: string | null;
  value: Draft;
}

const DEPTH_MAX = 100;
const WORDS = /(?<![\p{L}\p{N}’-])\p{L}[\p{L}\p{N}’-]*(?:[,;:]? [\p{L}\p{N}’%-]+){2,}[.!?]?/gu;
const LOOSE = /(?<![\p{L}\p{N}_])\p{L}{4,}(?![\p{L}\p{N}_]|\s*[=(])/gu;
const DECLARATIONS = new Set(["const", "let", "var"]);
const RUNTIME_CALLS = new Set(["Query", "Mutation", "Take", ...BUILTIN_NAMES]);

/**
 * The statements in a piece of a program; usually one. Unfinished text is read as far as it goes. Nothing is thrown: what cannot be read
 * is left out. `cut` says that the text ends in the middle, so that a number at its very end is not to be believed.
 */
export function readStatements(source: string, cut = false): Statement[] {
  let tokens = tokensOf(source);
  if (isDisordered(tokens)) tokens = tokensOf(mendQuotes(source));
  while (tokens.at(-1)?.t === KIND.newline) tokens.pop();
  if (cut && tokens.at(-1)?.t === KIND.number && /[\d.]\s*$/.test(source)) tokens.pop();
  const statements = splitTokens(tokens).flatMap((part) => {
    const value = readValue(balanced(part.tokens));
    return value === null ? [] : [{ name: part.name, value: value.draft }];
  });
  return [...statements, ...unread(source, tokens, statements)];
}

/** Whether two values stand side by side without anything between them: some quote is missing, or one too many. */
function isDisordered(tokens: readonly Token[]): boolean {
  let previous: Token | null = null;
  for (const token of tokens) {
    if (token.t === KIND.newline) continue;
    const isText = token.t === KIND.string || previous?.t === KIND.string;
    if (isText && previous && isValue(token) && isValue(previous)) return true;
    previous = token;
  }
  return false;
}

function isValue({ t }: Token): boolean {
  return t === KIND.string || t === KIND.number || t === KIND.identifier || t === KIND.type;
}

/** The texts of a source that no statement holds, because its brackets or quotes are in disorder: one text that stands alone, or nothing. */
function unread(source: string, tokens: readonly Token[], statements: readonly Statement[]): Statement[] {
  const held = new Set<string>();
  for (const { value } of statements) collectTexts(value, held);
  const lost = new Set<string>();
  let namesInARow = 0;
  let hasWords = false;
  for (const { t, v } of tokens) {
    if (t === KIND.string && typeof v === "string" && !held.has(v) && isForReaders(v)) lost.add(v);
    namesInARow = t === KIND.identifier || t === KIND.type ? namesInARow + 1 : 0;
    hasWords ||= namesInARow > 2;
  }
  // Outside of its strings a program never has three words in a row.
  if (hasWords) for (const words of withoutStrings(source).match(WORDS) ?? []) lost.add(words);
  return lost.size > 0 ? [{ name: null, value: [...lost].join("\n\n") }] : [];
}

/** A source with a mark in the place of each of its strings; a quote that is not closed is none. */
function withoutStrings(source: string): string {
  const out: string[] = [];
  let [from, isUnclosed] = [0, false];
  // Up to where a single quote was found to open nothing.
  let lineEnd = 0;
  for (let at = 0; at < source.length; at++) {
    const quote = source.charAt(at);
    if (quote === '"' ? isUnclosed : quote !== "'" || at < lineEnd) continue;
    const end = stringEnd(source, at, quote);
    if (source.charAt(end) !== quote) {
      if (quote === "'") lineEnd = end;
      else isUnclosed = true;
      continue;
    }
    out.push(source.slice(from, at), '"');
    from = end + 1;
    at = end;
  }
  return out.join("") + source.slice(from);
}

/** Where a string closes, or what is no part of it begins. */
function stringEnd(source: string, start: number, quote: string): number {
  let at = start + 1;
  for (; at < source.length && source.charAt(at) !== quote; at++) {
    if (quote === "'" && source.charAt(at) === "\n") return at;
    if (source.charAt(at) === "\\") at++;
  }
  return at;
}

/** Cuts at every `name =` that stands outside of all brackets. */
function splitTokens(tokens: readonly Token[]): { name: string | null; tokens: Token[] }[] {
  const parts: { name: string | null; tokens: Token[] }[] = [];
  let depth = 0;
  let current: { name: string | null; tokens: Token[] } | null = null;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) break;
    if (depth === 0) {
      const head = headLength(tokens, index);
      if (head > 0) {
        current = { name: String(token.v), tokens: [] };
        parts.push(current);
        index += head - 1;
        continue;
      }
      if (token.t === KIND.identifier && DECLARATIONS.has(String(token.v))) continue;
      if (token.t === KIND.newline) {
        current = null;
        continue;
      }
      if (!current) {
        if (token.t !== KIND.type || tokens[index + 1]?.t !== KIND.leftParen) continue;
        current = { name: null, tokens: [] };
        parts.push(current);
      }
    }
    if (isOpening(token)) depth++;
    if (isClosing(token)) depth = Math.max(0, depth - 1);
    if (depth > DEPTH_MAX) return [];
    if (token.t !== KIND.newline) current?.tokens.push(token);
  }
  return parts.filter((part) => part.tokens.length > 0);
}

/** How many tokens `name =`, `name :=` or `name: Component(` takes at this place before the value; 0 when there is none. */
function headLength(tokens: readonly Token[], index: number): number {
  const [name, first, second, third] = tokens.slice(index, index + 4);
  if (name?.t !== KIND.identifier && name?.t !== KIND.type && name?.t !== KIND.state) return 0;
  if (first?.t === KIND.equals) return 2;
  if (first?.t !== KIND.colon) return 0;
  if (second?.t === KIND.equals) return 3;
  return second?.t === KIND.type && third?.t === KIND.leftParen ? 2 : 0;
}

function readValue(tokens: Token[]): { draft: Draft } | null {
  try {
    return { draft: lower(parseExpression(withNamedArguments(tokens))) };
  } catch {
    // Only a stack overflow ends here: thousands of operators in a row.
    return null;
  }
}

/** A part of an expression as it stands, nothing of it worked out but what is literal. */
export function lower(node: Ast): Draft {
  switch (node.k) {
    case "Str":
    case "Bool":
      return node.v;
    case "Num":
      return Number.isFinite(node.v) ? node.v : null;
    case "Null":
    case "Ph":
      return null;
    case "Ref":
      return { kind: "ref", name: node.n };
    case "Arr":
      return node.els.map(lower);
    case "Obj":
      return asCall({ kind: "fields", entries: node.entries.map(([key, value]) => [key, lower(value)]) });
    case "Comp":
      return lowerCall(node.name, node.args);
    case "BinOp":
      return folded(node, lower(node.left), lower(node.right));
    case "UnaryOp": {
      const operand = lower(node.operand);
      return node.op === "-" && typeof operand === "number" ? -operand : { kind: "expression", node };
    }
    case "StateRef":
    case "RuntimeRef":
    case "Ternary":
    case "Member":
    case "Index":
      return { kind: "expression", node };
    case "Assign":
      return DYNAMIC;
  }
}

function lowerCall(name: string, args: readonly Ast[]): Draft {
  // `Action([…])` belongs to a relative of this library; what it holds is read where an action is expected.
  if (RUNTIME_CALLS.has(name) && !["Action", "ToAssistant", "OpenUrl"].includes(name))
    return ["Set", "Reset", "Run"].includes(name) ? DYNAMIC : { kind: "expression", node: { k: "Comp", name, args: [...args] } };
  const call: Call = { kind: "call", name, args: [], named: [] };
  for (const arg of args) {
    if (arg.k === "Obj" && arg.entries[0]?.[0] === NAMED_KEY)
      call.named.push(...arg.entries.slice(1).map(([key, value]): [string, Draft] => [key, lower(value)]));
    else call.args.push(lower(arg));
  }
  return call;
}

/** Arithmetic and joining of literals is done here once; anything else is worked out when what it speaks of is there. */
function folded(node: Extract<Ast, { k: "BinOp" }>, left: Draft, right: Draft): Draft {
  const { op } = node;
  if (typeof left === "number" && typeof right === "number") {
    const value =
      op === "+" ? left + right : op === "-" ? left - right : op === "*" ? left * right : op === "/" ? left / right : Number.NaN;
    return Number.isFinite(value) ? value : { kind: "expression", node };
  }
  const isLiteral = (value: Draft): value is string | number => typeof value === "string" || typeof value === "number";
  return op === "+" && isLiteral(left) && isLiteral(right) ? `${left}${right}` : { kind: "expression", node };
}

/** The strings and the words in a row of a source that could not be read at all, a line each. */
export function wordsIn(source: string): string {
  const quoted = [...source.matchAll(/"((?:[^"\\\n]|\\.)*)"?|'([^'\n]*)'/g)].map((match) => match[1] ?? match[2] ?? "");
  const words = [...quoted, ...(source.match(WORDS) ?? [])].filter(
    (text) => /[\p{L}\p{N}]{2}/u.test(text) && !/^[)\]},;]/.test(text.trim()),
  );
  // With its quotes in disorder, any word that is no name of the program may have been a text.
  const any = words.length === 0 && /["']/.test(source) ? (source.match(LOOSE) ?? []) : [];
  return [...new Set([...words, ...any])].slice(0, 200).join("\n\n");
}
