/** Classes of Unicode by members of theirs in ASCII, which stand to each other as the classes do. */
const CLASSES = { L: "a-zA-Z", Lu: "A-Z", Ll: "a-z", N: "\\d", M: "\\x03", Cc: "\\x01", Cs: "\\x02" };

/** `(?<!x)x+`: a run that is entered at its beginning only. */
const WHOLE_RUN = /\(\?<!(\[(?:\\[\s\S]|[^\]\\])*\]|\\[\s\S])\)(\(?)\1([+*]|\{\d+,\})/g;

/**
 * Expressions that are linear together only if the given one is. The checker does not see that a run which is entered at its beginning
 * only is read once, so one of them is held to the beginning of the text there, and another has a single character in the run's place.
 * @param {string} source
 * @param {string} flags
 * @returns {string[]}
 */
export function judgedAs(source, flags) {
  const held = source.replace(WHOLE_RUN, "^$2$1$3");
  if (held === source) return [simplified(source, flags)];
  const short = source.replace(WHOLE_RUN, (_run, _characters, group, count) => `${group}\\x04${count === "*" ? "?" : ""}`);
  return [simplified(held, flags), simplified(short, flags)];
}

/**
 * An expression that takes super-linear time if the given one does, and that a checker judges within a second: counted repetitions count to
 * three at most (they change a factor, not the growth), classes of Unicode are ranges of ASCII, and case is one.
 * @param {string} source
 * @param {string} flags
 */
function simplified(source, flags) {
  const isOneCase = flags.includes("i");
  let out = "";
  let isInClass = false;
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const piece = /^(?:\\[pP]\{\w+\}|\\u\{[\da-f]+\}|\\[\s\S]|\(\?<\w+>|\{\d+(?:,\d*)?\}|[\s\S])/i.exec(rest)?.[0] ?? "";
    out += simple(piece, isInClass, isOneCase);
    if (piece === "[") isInClass = true;
    else if (piece === "]") isInClass = false;
    at += piece.length;
  }
  return out;
}

function simple(piece, isInClass, isOneCase) {
  const letters = /^\\p\{(\w+)\}$/.exec(piece)?.[1];
  if (letters && CLASSES[letters]) {
    const members = isOneCase && /L/.test(letters) ? "a-z" : CLASSES[letters];
    return isInClass ? members : `[${members}]`;
  }
  if (piece.startsWith("\\u{")) return "\\x02";
  if (piece.startsWith("\\")) return piece;
  if (isInClass) return isOneCase ? piece.toLowerCase() : piece;
  if (/^\(\?<\w/.test(piece)) return "(";
  const counts = /^\{(\d+)(,?)(\d*)\}$/.exec(piece);
  if (counts) return fewer(Number(counts[1]), counts[2] === "", counts[3] === "" ? null : Number(counts[3]));
  return isOneCase ? piece.toLowerCase() : piece;
}

function fewer(least, isExact, most) {
  const few = Math.min(least, 2);
  if (isExact) return `{${few}}`;
  return most === null ? `{${few},}` : `{${few},${Math.max(few, Math.min(most, 3))}}`;
}
