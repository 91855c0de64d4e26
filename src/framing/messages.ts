import { MeterError } from '../base/errors';
import type { Framed } from '../base/frame';
import { isEncrypted } from './apdu';
import { extentOf } from './apdu-end';
import { isBlock, readBlock } from './block';
import { Chains, type Part } from './chains';
import { type Piece, WHOLE } from './piece';

/**
 * Makes frames of what DLMS links carry: joins the segments of a link to APDUs, and the blocks of general-block-transfer
 * to the APDU that they carry.
 */
export class Messages {
  readonly #segments = new Chains();
  readonly #blocks = new Chains();

  /** Whether a message is under way. */
  get waiting(): boolean {
    return this.#segments.size + this.#blocks.size > 0;
  }

  /** Takes the piece that began at `offset` in the stream; what comes of it goes to `found`. */
  add(piece: Piece, offset: number, receivedAt: string | undefined, found: Framed[]): void {
    const apdu = this.#segments.add(this.#partOf(piece, offset, receivedAt), found);
    if (apdu === undefined) return;
    const message = isBlock(apdu.content) ? this.#addBlock(apdu, found) : apdu;
    if (message !== undefined) found.push(frameOf(message));
  }

  /** Bytes were lost. */
  interrupt(): void {
    this.#segments.interrupt();
  }

  /** The line has paused: what is under way will not go on. */
  flush(found: Framed[]): void {
    this.#segments.dropAll(found);
    this.#blocks.dropAll(found);
  }

  /**
   * Whether a part that is not marked as the first one of a message is one by itself, as the later blocks of a transfer
   * are: an APDU that fits it to the last byte.
   */
  #isWhole({ place, content, conversation }: Part): boolean {
    if (place.number !== 'next' || !place.last || this.#segments.isOpen(conversation)) return false;
    return extentOf(content, 0).end === content.length;
  }

  #partOf({ wire, ...about }: Piece, offset: number, receivedAt: string | undefined): Part {
    const conversation = `${about.link} ${about.conversation}`;
    const part = { ...about, conversation, wires: [wire], offset, ...(receivedAt !== undefined && { receivedAt }) };
    return this.#isWhole(part) ? { ...part, place: WHOLE } : part;
  }

  #addBlock(apdu: Part, found: Framed[]): Part | undefined {
    const block = readBlock(apdu.content);
    if (block !== undefined) return this.#blocks.add({ ...apdu, content: block.data, place: block.place }, found);
    const message = `a block of ${apdu.content.length} bytes is not as long as it says`;
    found.push({ kind: 'error', error: new MeterError('malformed', message, { offset: apdu.offset }) });
    return undefined;
  }
}

function frameOf({ link, check, address, wires, content, receivedAt }: Part): Framed {
  const frame = {
    link,
    content: 'apdu' as const,
    wire: wires.length === 1 ? wires[0]! : Buffer.concat(wires),
    message: content,
    check,
    encrypted: isEncrypted(content[0]),
    ...(address !== undefined && { address }),
    ...(receivedAt !== undefined && { receivedAt }),
  };
  return { kind: 'frame', frame };
}
