import { applySearchServices } from "@/lib/tools/web/search-services";
import { loadSearchServices } from "./queries";

/** Puts the services that the owner set up in force in this process. */
export async function applyStoredSearchServices(): Promise<void> {
  applySearchServices(await loadSearchServices());
}
