import { redirect } from "next/navigation";
import { Landing } from "@/components/shell/landing";
import { currentSession } from "@/lib/auth/session";

export default async function Start() {
  if (await currentSession()) redirect("/playground");
  return <Landing />;
}
