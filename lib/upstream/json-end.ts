/** Notices where one JSON object or list, which comes in pieces, is whole. Every character is looked at once. */
export interface JsonEnd {
  push(piece: string): void;
  isOver(): boolean;
}

export function createJsonEnd(): JsonEnd {
  let depth = 0;
  let hasBegun = false;
  let isInText = false;
  let isEscaped = false;
  const take = (character: string) => {
    if (isEscaped) isEscaped = false;
    else if (isInText) {
      if (character === "\\") isEscaped = true;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "{" || character === "[") {
      depth += 1;
      hasBegun = true;
    } else if (character === "}" || character === "]") depth -= 1;
  };
  return {
    push(piece) {
      for (const character of piece) take(character);
    },
    isOver: () => hasBegun && depth <= 0,
  };
}
