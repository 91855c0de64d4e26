/*
 * SLIP (RFC 1055): what stands between two ENDs is one message. Within it an END is sent as ESC ESC_END, an ESC as ESC
 * ESC_ESC.
 */

export const END = 0xc0;
const ESC = 0xdb;
const ESC_END = 0xdc;
const ESC_ESC = 0xdd;

/** A message with an END on either side. */
export function slip(message: Uint8Array): Buffer {
  const escaped = Array.from(message).flatMap((byte) => {
    if (byte === END) return [ESC, ESC_END];
    return byte === ESC ? [ESC, ESC_ESC] : [byte];
  });
  return Buffer.of(END, ...escaped, END);
}

/** The message that lay between two ENDs; undefined where an ESC stands before anything else. */
export function unslip(bytes: Uint8Array): Buffer | undefined {
  const message = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== ESC) message[length++] = bytes[at]!;
    else if (bytes[++at] === ESC_END) message[length++] = END;
    else if (bytes[at] === ESC_ESC) message[length++] = ESC;
    else return undefined;
  }
  return message.subarray(0, length);
}
