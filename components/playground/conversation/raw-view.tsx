"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { readableAnswer } from "./readable-answer";

interface RawViewProps {
  /** The answer as it came. */
  text: string;
  calls: readonly { name: string; arguments: string }[];
}

/** What the model wrote, to be read: without the envelope and its entities. The bytes of the wire are one click away. */
export function RawView({ text, calls }: RawViewProps) {
  const [isWire, setWire] = useState(false);
  const readable = readableAnswer(text);
  const shown = [isWire ? text : readable, ...calls.map((call) => `${call.name}(${call.arguments})`)]
    .filter((part) => part !== "")
    .join("\n\n");
  return (
    <div className="flex flex-col gap-3">
      {readable === text ? null : (
        <div>
          <Button size="sm" aria-pressed={isWire} onClick={() => setWire(!isWire)}>
            As it came over the wire
          </Button>
        </div>
      )}
      <CodeBlock code={shown === "" ? "(nothing arrived)" : shown} label="raw answer" wrap />
    </div>
  );
}
