"use client";

import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { classNames } from "@/components/ui/class-names";
import { CODE_LANGUAGES, CODE_TITLES, type CodeLanguage, codeSample } from "./code-sample";

const NAMES: Record<CodeLanguage, string> = {
  curl: "curl",
  python: "Python",
  typescript: "TypeScript",
  react: "React",
  html: "HTML page",
};

/** The same request as code to run elsewhere with a key of one's own. */
export function CodeTab({ body, origin }: { body: () => object; origin: string }) {
  const [language, setLanguage] = useState<CodeLanguage>("curl");
  const isPage = language === "react" || language === "html";
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">Language</legend>
        {CODE_LANGUAGES.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === language}
            onClick={() => setLanguage(name)}
            className={classNames(
              "h-7.5 cursor-pointer rounded-control px-2.5 font-medium text-[13px] pointer-coarse:h-11",
              name === language ? "bg-hover text-ink" : "text-ink-muted hover:text-ink",
            )}
          >
            {NAMES[name]}
          </button>
        ))}
      </fieldset>
      <CodeBlock code={codeSample(language, body(), origin)} label={`${NAMES[language]} code`} title={CODE_TITLES[language]} />
      <p className="text-[13px] text-ink-muted">
        Put a key from <span className="font-medium text-ink-soft">API keys</span>{" "}
        {isPage ? "in the place of" : "into the environment variable"} <code className="font-mono text-xs">VITRINE_API_KEY</code>.
        {isPage ? " Whoever opens the page can read it: never publish one. Let a server of yours keep the key and ask in its place." : null}
      </p>
    </div>
  );
}
