const DEPTH_MAX = 60;

interface Parser {
  tokens: string[];
  at: number;
}

/**
 * Value of an arithmetic expression: + - * / ^ % and brackets. `15% of 240` and `200 + 10%` mean what people mean by them.
 * Null when it is not one, when it divides by zero, or when the result is no finite number.
 */
export function evaluate(text: string): number | null {
  const cleaned = text
    .replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, "")
    .replace(/[×x](?=\s*[\d(.])/gi, "*")
    .replace(/÷/g, "/")
    .replace(/[−–]/g, "-")
    .replace(/\*\*/g, "^")
    .replace(/[$€£]/g, "");
  const tokens = cleaned.match(/\d+(?:\.\d+)?|\.\d+|[-+*/^%()]|\S/g) ?? [];
  if (tokens.length > 200 || tokens.some((token) => !/^(?:\d|\.\d|[-+*/^%()]$)/.test(token))) return null;
  const parser: Parser = { tokens, at: 0 };
  const value = sum(parser, 0);
  if (value === null || parser.at !== tokens.length || !Number.isFinite(value)) return null;
  return Number(value.toPrecision(14));
}

function sum(parser: Parser, depth: number): number | null {
  let left = product(parser, depth);
  while (left !== null && (peek(parser) === "+" || peek(parser) === "-")) {
    const sign = next(parser) === "+" ? 1 : -1;
    const from = parser.at;
    const right = product(parser, depth);
    if (right === null) return null;
    const isPercent = parser.tokens[parser.at - 1] === "%" && parser.at - from === 2;
    left = isPercent ? left * (1 + sign * right) : left + sign * right;
  }
  return left;
}

function product(parser: Parser, depth: number): number | null {
  let left = power(parser, depth);
  while (left !== null && (peek(parser) === "*" || peek(parser) === "/")) {
    const operator = next(parser);
    const right = power(parser, depth);
    if (right === null) return null;
    left = operator === "*" ? left * right : left / right;
  }
  return left;
}

function power(parser: Parser, depth: number): number | null {
  if (depth > DEPTH_MAX) return null;
  if (peek(parser) === "-") {
    next(parser);
    const value = power(parser, depth + 1);
    return value === null ? null : -value;
  }
  const base = atom(parser, depth);
  if (base === null || peek(parser) !== "^") return base;
  next(parser);
  const exponent = power(parser, depth + 1);
  return exponent === null ? null : base ** exponent;
}

function atom(parser: Parser, depth: number): number | null {
  const token = next(parser);
  if (token === undefined) return null;
  let value: number | null = null;
  if (token === "(") {
    value = sum(parser, depth + 1);
    if (next(parser) !== ")") return null;
  } else if (/^[\d.]/.test(token)) value = Number(token);
  while (value !== null && peek(parser) === "%") {
    next(parser);
    value /= 100;
  }
  return value;
}

const peek = (parser: Parser): string | undefined => parser.tokens[parser.at];
const next = (parser: Parser): string | undefined => parser.tokens[parser.at++];
