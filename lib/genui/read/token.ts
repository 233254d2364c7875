import { tokenize } from "@openuidev/lang-core";

/** A token of the parser; `t` is one of `KIND`. */
export interface Token {
  t: number;
  v?: string | number;
}

/** The kinds of tokens used here; the parser's own enum is not exported. */
export const KIND = {
  newline: 0,
  leftParen: 1,
  rightParen: 2,
  leftBracket: 3,
  rightBracket: 4,
  leftBrace: 5,
  rightBrace: 6,
  comma: 7,
  colon: 8,
  equals: 9,
  true: 10,
  end: 13,
  string: 14,
  number: 15,
  identifier: 16,
  type: 17,
  state: 18,
  builtin: 35,
} as const;

/** First key of the object that holds a call's named arguments; no program can write it, for a source has no NUL. */
export const NAMED_KEY = "\u0000named";

export function tokensOf(source: string): Token[] {
  const tokens: Token[] = tokenize(source.replaceAll("\u0000", ""));
  return tokens.filter((token) => token.t !== KIND.end);
}

export function isOpening(token: Token): boolean {
  return token.t === KIND.leftParen || token.t === KIND.leftBracket || token.t === KIND.leftBrace;
}

export function isClosing(token: Token): boolean {
  return token.t === KIND.rightParen || token.t === KIND.rightBracket || token.t === KIND.rightBrace;
}

const CLOSING: Record<number, number> = {
  [KIND.leftParen]: KIND.rightParen,
  [KIND.leftBracket]: KIND.rightBracket,
  [KIND.leftBrace]: KIND.rightBrace,
};

/**
 * Brackets that fit each other. One that closes something else, with more to come, is left out; at an end it closes what is open inside.
 * So is one that closes everything although more comes.
 */
export function balanced(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  const open: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isOpening(token)) open.push(token);
    if (!isClosing(token)) {
      out.push(token);
      continue;
    }
    const goesOn = tokens[index + 1]?.t === KIND.comma;
    const fits = CLOSING[open.at(-1)?.t ?? -1] === token.t;
    if (fits ? open.length === 1 && goesOn : goesOn || !open.some(({ t }) => CLOSING[t] === token.t)) continue;
    for (let last = open.pop(); last && CLOSING[last.t] !== token.t; last = open.pop()) out.push({ t: CLOSING[last.t] ?? KIND.rightParen });
    out.push(token);
  }
  return out;
}

/**
 * Makes calls that the grammar does not know readable for the parser: `Button(label: "x")` and `Button(label="x")` become a call with one
 * object that starts with `NAMED_KEY`, and a call of a lowercase name becomes a call of a component.
 */
export function withNamedArguments(tokens: Token[]): Token[] {
  if (!hasUnknownCalls(tokens)) return tokens;
  const out: Token[] = [];
  const open: { call: boolean; named: boolean }[] = [];
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const context = open.at(-1);
    if (context?.call && startsArgument(out.at(-1))) openArgument(out, context, token, next);
    if (token.t === KIND.rightParen && context?.named) {
      out.push({ t: KIND.rightBrace });
      context.named = false;
    }
    if (isClosing(token)) open.pop();
    out.push(rewritten(token, tokens[index - 1], next, context?.named === true));
    if (isOpening(token)) open.push({ call: token.t === KIND.leftParen && isName(tokens[index - 1]), named: false });
  });
  return out;
}

/** Whether there is a call of a lowercase name or one with named arguments. */
function hasUnknownCalls(tokens: readonly Token[]): boolean {
  const open: number[] = [];
  let before = -1;
  for (const { t } of tokens) {
    if (t === KIND.equals || (t === KIND.leftParen && before === KIND.identifier)) return true;
    if (t === KIND.colon && open.at(-1) === KIND.leftParen) return true;
    if (t === KIND.leftParen || t === KIND.leftBracket || t === KIND.leftBrace) open.push(t);
    else if (t === KIND.rightParen || t === KIND.rightBracket || t === KIND.rightBrace) open.pop();
    before = t;
  }
  return false;
}

function openArgument(out: Token[], context: { named: boolean }, token: Token, next: Token | undefined): void {
  const named = isKey(token) && (next?.t === KIND.colon || next?.t === KIND.equals);
  if (named && !context.named) {
    out.push({ t: KIND.leftBrace }, { t: KIND.string, v: NAMED_KEY }, { t: KIND.colon }, { t: KIND.true }, { t: KIND.comma });
    context.named = true;
  } else if (!named && context.named && token.t !== KIND.rightParen) {
    out.pop();
    out.push({ t: KIND.rightBrace }, { t: KIND.comma });
    context.named = false;
  }
}

function rewritten(token: Token, previous: Token | undefined, next: Token | undefined, named: boolean): Token {
  if (token.t === KIND.equals && named && isKey(previous)) return { t: KIND.colon };
  if (token.t === KIND.identifier && next?.t === KIND.leftParen) return { ...token, t: KIND.type };
  return token;
}

function startsArgument(previous: Token | undefined): boolean {
  return previous?.t === KIND.leftParen || previous?.t === KIND.comma;
}

function isName(token: Token | undefined): boolean {
  return token?.t === KIND.type || token?.t === KIND.identifier || token?.t === KIND.builtin;
}

function isKey(token: Token | undefined): boolean {
  return token?.t === KIND.identifier || token?.t === KIND.type || token?.t === KIND.string;
}
