/** Whether a text is words as a person writes them, rather than a name, a setting, a figure or an address. */
export function isForReaders(text: string): boolean {
  const words = text.trim();
  if (!/\p{L}{2}/u.test(words) || /^[)\]},;]/.test(words)) return false;
  if (/\s/.test(words)) return true;
  return /^\p{Lu}|[^\p{ASCII}]/u.test(words) && !/^[a-z][a-z0-9+.-]*:|[\\/]/i.test(words);
}
