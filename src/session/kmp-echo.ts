/** Drops what an optical head, or a line with one wire for both ways, gives back of what was sent. */
export class KmpEcho {
  #sent: Uint8Array = new Uint8Array();
  #returned = 0;

  /** This is being sent. */
  expect(sent: Uint8Array): void {
    this.#sent = sent;
    this.#returned = 0;
  }

  /** What is left of the bytes that came. A meter does not begin as a request does, so nothing of an answer is lost. */
  drop(chunk: Uint8Array): Uint8Array {
    let at = 0;
    while (at < chunk.length && this.#returned < this.#sent.length && chunk[at] === this.#sent[this.#returned]) {
      at++;
      this.#returned++;
    }
    if (at < chunk.length) this.#returned = this.#sent.length;
    return chunk.subarray(at);
  }
}
