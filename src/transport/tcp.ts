import { connect } from 'node:net';
import { MeterError } from '../base/errors';
import type { OpenWire } from './wire';

export interface TcpSettings {
  host: string;
  port: number;
}

const CONNECT_TIMEOUT = 10_000;
/** Finds a peer that lost its power: it neither answers nor hangs up. */
const KEEP_ALIVE = 15_000;

/** Connects to a bridge or serial server (ser2net, SlimmeLezer, ESPHome stream server) that sends the meter's bytes. */
export function tcpWire({ host, port }: TcpSettings): OpenWire {
  return (events, givenUp) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE });
      let open = false;
      let ended = false;
      const giveUp = () => end(tcpError('ETIMEDOUT', 'given up', host, port));
      const end = (error: MeterError) => {
        if (ended) return;
        ended = true;
        givenUp.removeEventListener('abort', giveUp);
        socket.destroy();
        if (open) events.closed(error);
        else reject(error);
      };
      givenUp.addEventListener('abort', giveUp);
      socket.setTimeout(CONNECT_TIMEOUT, () => end(tcpError('ETIMEDOUT', 'no answer', host, port)));
      socket.on('connect', () => {
        open = true;
        givenUp.removeEventListener('abort', giveUp);
        socket.setTimeout(0);
        resolve({
          write: (bytes) => socket.write(bytes),
          close: () => {
            ended = true;
            return new Promise((closed) => {
              if (socket.destroyed) return closed();
              socket.once('close', () => closed());
              socket.destroy();
            });
          },
        });
      });
      socket.on('data', (chunk: Buffer) => {
        if (!ended) events.data(chunk);
      });
      socket.on('error', (error: NodeJS.ErrnoException) => end(tcpError(error.code ?? '', error.message, host, port)));
      socket.on('close', () => {
        end(new MeterError('disconnected', `${host}:${port} ended the connection`, { details: { host, port } }));
      });
    });
}

const UNREACHABLE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

function tcpError(code: string, message: string, host: string, port: number): MeterError {
  const details = { host, port };
  if (code === 'ECONNREFUSED')
    return new MeterError('refused', `${host} takes no connection on port ${port}`, { details });
  if (UNREACHABLE.has(code)) return new MeterError('unreachable', `${host} does not answer`, { details });
  if (code === 'ECONNRESET') return new MeterError('disconnected', `${host}:${port} ended the connection`, { details });
  return new MeterError('failed', message, { details: { ...details, reason: message } });
}
