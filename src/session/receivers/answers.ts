/** Of answers that begin with a status: what is refused is not answered, so that it is said again. */
export function unlessRefused(answer: Buffer | undefined): Buffer | undefined {
  return answer?.[0] === undefined || answer[0] === 0 ? answer : undefined;
}

/** The first answer in `bytes`, wherever it begins: `read` looks at what begins with the first of the bytes it gets. */
export function answerFound(bytes: Buffer, read: (bytes: Buffer) => Buffer | undefined): Buffer | undefined {
  for (let at = 0; at < bytes.length; at++) {
    const answer = read(bytes.subarray(at));
    if (answer !== undefined) return answer;
  }
  return undefined;
}
