/** `unitPrice` and `unit_price` as words; a date or a figure in it keeps its marks. */
export function spaced(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/(?<!\d)[_.-]+|[_.-]+(?!\d)/g, " ");
}

/** A column name for people: `unit_price` → `Unit price`. */
export function humanName(name: string): string {
  const words = spaced(name).replace(/\s+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
