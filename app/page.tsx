import { redirect } from "next/navigation";
import { RendererChoice } from "@/components/renderer/renderer-choice";
import { Landing } from "@/components/shell/landing";
import { currentSession } from "@/lib/auth/session";
import { answerExample, EXAMPLE_QUESTION } from "@/lib/embed/chat-completions/example";
import { env } from "@/lib/env";
import { OFFLINE_MODEL_ID } from "@/lib/offline/offline";

export default async function Start() {
  if (await currentSession()) redirect("/playground");
  return (
    <RendererChoice name={env().RENDERER}>
      <Landing question={EXAMPLE_QUESTION} answer={await answerExample(OFFLINE_MODEL_ID)} />
    </RendererChoice>
  );
}
