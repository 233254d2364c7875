import { pageReader } from "@/components/docs/page-reader";
import { MANUAL } from "@/lib/manual/pages";
import { textAnswer } from "@/lib/manual/text-answer";
import { toIndex } from "@/lib/manual/to-markdown";

export const GET = async (): Promise<Response> => textAnswer(toIndex(MANUAL, await pageReader()));
