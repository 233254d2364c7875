// What a module is replaced with when there is nothing to do outside Next.
export {};
