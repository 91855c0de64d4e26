import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import helper from 'node-red-node-test-helper';
import { eventually } from './eventually';
import { arrived, deploy, receive, redeploy, statusText, useNodeRed } from './flow';
import { TELEGRAM } from './telegrams';

const PORT = {
  ...{ id: 'port', type: 'han-port', kind: 'simulated', meter: 'dsmr5', speed: '1' },
  ...{ path: '', line: '115200 8N1', dataRequest: 'none', host: '', port: '23' },
};
const SINKS = ['left', 'right', 'frames', 'caught'].map((id) => ({ id, type: 'sink' }));
const LEFT = { id: 'm1', type: 'han-meter', name: 'l', connection: 'port', country: 'auto', wires: [['left'], []] };
const RIGHT = { id: 'm2', type: 'han-meter', name: 'r', connection: 'port', country: 'auto', wires: [['right'], []] };
const P1_IN = { id: 'in', type: 'han-p1-in', name: 'p1', connection: 'port', wires: [['frames']] };
const CATCH = { id: 'catch-all', type: 'catch', wires: [['caught']] };

describe('a connection', () => {
  useNodeRed();

  it('serves all nodes that use it with the same telegrams', async () => {
    await deploy(PORT, LEFT, RIGHT, P1_IN, ...SINKS);
    await eventually(() => ['left', 'right', 'frames'].every((id) => arrived(id).length >= 2), 4000);
    assert.deepEqual(arrived('left')[0]!.payload, arrived('right')[0]!.payload);
    assert.deepEqual([arrived('left')[0]!.topic, arrived('right')[0]!.topic], ['l', 'r']);
    assert.equal(arrived('frames')[0]!.topic, 'p1');
    assert.ok(Buffer.isBuffer(arrived('frames')[0]!.payload));
    assert.match(statusText('in')!, /status\.receiving$/);
    arrived('left')[0]!.payload.power.import = -1;
    assert.notEqual(arrived('right')[0]!.payload.power.import, -1);
  });

  it('lets a message to one of them switch the house of both', async () => {
    await deploy(PORT, LEFT, RIGHT, ...SINKS);
    receive('m1', { payload: { kettle: 60 } });
    const boils = (id: string) => arrived(id).at(-1)!.payload.phases.L1.power.import > 1900;
    await eventually(() => boils('left') && boils('right'), 4000);
  });

  it('stays open while one of its nodes is deployed anew', async () => {
    await deploy(PORT, LEFT, RIGHT, ...SINKS);
    await eventually(() => arrived('left').length >= 1, 2000);
    const before = arrived('right').length;
    await redeploy(PORT, { ...LEFT, name: 'new' }, RIGHT, ...SINKS);
    await eventually(() => arrived('left').some(({ topic }) => topic === 'new'), 4000);
    await eventually(() => arrived('right').length > before, 3000);
  });

  it('opens again after its only node was deployed anew', async () => {
    await deploy(PORT, LEFT, ...SINKS, CATCH);
    await eventually(() => arrived('left').length >= 1, 2000);
    await redeploy(PORT, { ...LEFT, name: 'new' }, ...SINKS, CATCH);
    await eventually(() => arrived('left').some(({ topic }) => topic === 'new'), 4000);
    assert.deepEqual(arrived('caught'), []);
  });

  it('says for each of its nodes that nobody answers', async () => {
    const port = await freePort();
    await deploy({ ...PORT, kind: 'tcp', host: '127.0.0.1', port: String(port) }, LEFT, RIGHT, ...SINKS, CATCH);
    await eventually(() => arrived('caught').length === 2, 4000);
    assert.deepEqual(
      arrived('caught').map(({ error, topic }) => [error.code, topic]),
      [
        ['refused', 'l'],
        ['refused', 'r'],
      ],
    );
    await eventually(() => /status\.refused$/.test(statusText('m1') ?? ''), 4000);
  });

  it('that was in trouble troubles no node that is deployed after that', async () => {
    const port = await freePort();
    const tcp = { ...PORT, kind: 'tcp', host: '127.0.0.1', port: String(port) };
    await deploy(tcp, LEFT, ...SINKS, CATCH);
    await eventually(() => arrived('caught').length === 1, 4000);
    await redeploy(tcp, ...SINKS, CATCH);
    const server = await listening(port, (socket) => socket.write(TELEGRAM));
    try {
      await redeploy(tcp, LEFT, ...SINKS, CATCH);
      await eventually(() => arrived('left').length === 1, 4000);
      assert.equal(arrived('caught').length, 1);
    } finally {
      server.close();
      await helper.clearFlows();
    }
  });

  it('lets a second node know how it does', async () => {
    const port = await freePort();
    const tcp = { ...PORT, kind: 'tcp', host: '127.0.0.1', port: String(port) };
    await deploy(tcp, LEFT, ...SINKS, CATCH);
    await eventually(() => arrived('caught').length === 1, 4000);
    await redeploy(tcp, LEFT, RIGHT, ...SINKS, CATCH);
    await eventually(() => arrived('caught').some(({ topic }) => topic === 'r'), 4000);
  });

  it('asks a bridge over HTTP, and says what that answers instead', async () => {
    const answers = [[200, TELEGRAM.toString('latin1')] as const, [403, 'no'] as const];
    const server = createHttpServer((_request, response) => {
      const [status, text] = answers.length > 1 ? answers.shift()! : answers[0]!;
      response.writeHead(status).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      await deploy({ ...PORT, kind: 'http', url: ` http://127.0.0.1:${port}/ `, interval: '' }, LEFT, ...SINKS, CATCH);
      await eventually(() => arrived('left').length === 1, 4000);
      await redeploy({ ...PORT, kind: 'http', url: `http://127.0.0.1:${port}/`, interval: '1' }, LEFT, ...SINKS, CATCH);
      await eventually(() => arrived('caught').length === 1, 4000);
      assert.equal(arrived('caught')[0]!.error.code, 'http-status');
      assert.deepEqual(arrived('caught')[0]!.error.cause.details, { host: `127.0.0.1:${port}`, status: 403 });
      await helper.clearFlows();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('lives through a bridge that falls over in the middle of its answer', async () => {
    let asked = 0;
    const server = createHttpServer((_request, response) => {
      if (++asked !== 2) return void response.end(TELEGRAM);
      response.writeHead(200, { 'content-length': TELEGRAM.length });
      response.write(TELEGRAM.subarray(0, 100), () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      await deploy({ ...PORT, kind: 'http', url: `http://127.0.0.1:${port}/`, interval: '1' }, LEFT, ...SINKS, CATCH);
      await eventually(() => arrived('caught').length === 1, 5000);
      assert.equal(arrived('caught')[0]!.error.code, 'unreachable');
      await eventually(() => asked > 2, 5000);
      await helper.clearFlows();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('frees everything when the flows stop', async () => {
    const sockets = new Set<Socket>();
    const server = await listening(0, (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.write(TELEGRAM);
    });
    const { port } = server.address() as AddressInfo;
    await deploy({ ...PORT, kind: 'tcp', host: '127.0.0.1', port: String(port) }, LEFT, ...SINKS);
    await eventually(() => arrived('left').length === 1, 4000);
    await helper.clearFlows();
    await eventually(() => sockets.size === 0, 2000);
    await new Promise((resolve) => server.close(resolve));
  });

  it('frees everything while it is still looking for a port', async () => {
    await deploy({ ...PORT, kind: 'serial', path: '/dev/does-not-exist' }, LEFT, ...SINKS, CATCH);
    await eventually(() => arrived('caught').length === 1, 4000);
    assert.equal(arrived('caught')[0]!.error.code, 'no-port');
    await helper.clearFlows();
  });

  const mistakes: readonly [string, Record<string, unknown>, string, RegExp][] = [
    ['a line setting', { kind: 'serial', path: '/dev/null', line: 'fast' }, 'unsupported', /"fast" is no line setting/],
    ['a TCP port', { kind: 'tcp', host: '127.0.0.1', port: 'x' }, 'failed', /port/i],
  ];
  for (const [what, settings, code, message] of mistakes) {
    it(`says that ${what} is none`, async () => {
      await deploy({ ...PORT, ...settings }, LEFT, ...SINKS, CATCH);
      await eventually(() => arrived('caught').length === 1, 4000);
      assert.equal(arrived('caught')[0]!.error.code, code);
      assert.match(arrived('caught')[0]!.error.cause.message, message);
      await eventually(() => statusText('m1')!.endsWith(`status.${code}`), 4000);
    });
  }

  it('knows the countries, for the dialogs', async () => {
    await deploy(PORT);
    const { body } = await helper.request().get('/smart-meter/countries').expect(200);
    const { zone, lines } = body.find(({ country }: { country: string }) => country === 'NL');
    assert.deepEqual([zone, lines[0]], ['Europe/Amsterdam', '115200 8N1']);
  });

  it('says why it finds no line setting at a port that is none', async () => {
    await deploy(PORT);
    const path = '/dev/does-not-exist';
    const ask = async () => (await helper.request().post('/smart-meter/detect').query({ path }).expect(200)).body;
    const { code } = await eventually(async () => (await ask()).error, 4000);
    assert.equal(code, 'no-port');
    await helper.request().delete('/smart-meter/detect').query({ path }).expect(200);
  });

  it('lists the ports of this machine for the dialog', async () => {
    await deploy(PORT);
    const { body } = await helper.request().get('/smart-meter/ports').expect(200);
    assert.ok(Array.isArray(body));
    for (const { path } of body) assert.equal(typeof path, 'string');
  });
});

async function listening(port: number, connected: (socket: Socket) => void): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    connected(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

async function freePort(): Promise<number> {
  const server = await listening(0, () => {});
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
