import { cache } from "react";
import { markRequestUnderstood } from "@/lib/auth/request-address";
import { findSharedPage } from "@/lib/shared-pages/queries";

/** The page behind a link, asked for once a request; needs no session. */
export const openSharedPage = cache((token: string) => {
  markRequestUnderstood();
  return findSharedPage(token);
});
