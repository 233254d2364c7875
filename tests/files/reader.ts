import { setReadingProgram } from "@/lib/reading/read-file";
import { useBuiltProgram } from "../setup/built-program";

/** Builds the program that reads files, for the tests of a file to use. */
export function useBuiltReader(): void {
  useBuiltProgram("reader", setReadingProgram);
}
