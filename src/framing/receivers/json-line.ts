/** An object in JSON; undefined where `line` is none. */
export function jsonObject(line: string): Readonly<Record<string, unknown>> | undefined {
  const text = line.trim();
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** A signal strength: those that are not negative have no scale that anybody knows. */
export function decibelsIn(value: unknown): number | undefined {
  return typeof value === 'number' && value < 0 ? value : undefined;
}
