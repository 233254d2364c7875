import { createContext } from "react";
import type { GenUIAction } from "../gen-ui-props";

/** What pressing something does, for drawings that stand in another renderer's tree. */
export interface Act {
  isStreaming: boolean;
  onAction: (action: GenUIAction) => void;
}

export const ActContext = createContext<Act>({ isStreaming: false, onAction: () => {} });
