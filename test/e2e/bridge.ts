import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What ser2net says to each client (its banner option). */
const BANNER = 'ser2net port 3333 device /dev/ttyUSB0 [115200N81] (Debian GNU/Linux)\r\n';

/** A serial server in the network, such as ser2net. */
export class Bridge {
  readonly port: number;
  readonly #server: Server;
  readonly #clients = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => {
      this.#clients.add(socket);
      socket.on('close', () => this.#clients.delete(socket));
      socket.on('error', () => {});
      socket.resume();
      socket.write(BANNER);
    });
  }

  static async open(port = 0): Promise<Bridge> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new Bridge(server);
  }

  get clients(): number {
    return this.#clients.size;
  }

  write(bytes: Uint8Array): void {
    for (const client of this.#clients) client.write(bytes);
  }

  /** Hangs up; with `rudely` as one does that lost its power and came back. */
  drop(rudely = false): void {
    for (const client of this.#clients) rudely ? client.resetAndDestroy() : client.end();
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const client of this.#clients) client.destroy();
    await once(this.#server, 'close');
  }
}
