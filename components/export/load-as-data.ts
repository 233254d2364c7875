const BYTES_MAX = 400_000;

/** A file of this origin as a data: address; null for any other, and for what does not come or is too large. */
export async function loadAsData(address: string): Promise<string | null> {
  if (address.startsWith("data:")) return address;
  if (new URL(address, location.href).origin !== location.origin) return null;
  try {
    const response = await fetch(address);
    const blob = response.ok ? await response.blob() : null;
    return blob && blob.size <= BYTES_MAX ? await toData(blob) : null;
  } catch {
    return null;
  }
}

function toData(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(typeof reader.result === "string" ? reader.result : ""));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("the file could not be read")));
    reader.readAsDataURL(blob);
  });
}
