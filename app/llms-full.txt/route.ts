import { pageReader } from "@/components/docs/page-reader";
import { MANUAL } from "@/lib/manual/pages";
import { textAnswer } from "@/lib/manual/text-answer";
import { toWholeText } from "@/lib/manual/to-markdown";

export const GET = async (): Promise<Response> => textAnswer(toWholeText(MANUAL, await pageReader()));
