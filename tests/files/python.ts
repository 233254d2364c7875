import { setPythonProgram } from "@/lib/tools/code-interpreter/sandbox";
import { useBuiltProgram } from "../setup/built-program";

/** Builds the program that runs Python, for the tests of a file to use. */
export function useBuiltPython(): void {
  useBuiltProgram("python", setPythonProgram);
}
