import * as actions from "@/app/(dashboard)/keys/actions";
import type { KeyActions } from "@/components/keys/key-action";

/** The actions as the pages of keys pass them on. */
export const keyActions: KeyActions = {
  create: actions.createKeyAction,
  rename: actions.renameKeyAction,
  setDisabled: actions.setKeyDisabledAction,
  rotate: actions.rotateKeyAction,
  setPolicy: actions.setKeyPolicyAction,
  endGrace: actions.endGraceAction,
  revoke: actions.revokeKeyAction,
};
