import type { NodeAPI, NodeDef } from 'node-red';
import type { SimulatedMeter } from '../src/simulator/meters';
import { simulatedWire } from '../src/simulator/wire';
import { listPorts } from '../src/transport/ports';
import { lineSettings, type SerialSettings, serialWire } from '../src/transport/serial';
import { tcpWire } from '../src/transport/tcp';
import { MeterPort, type PortNode } from './base/meter-port';
import { newSimulatedMeter, timeFactor } from './base/simulated-meter';

interface PortConfig extends NodeDef {
  kind: 'serial' | 'tcp' | 'simulated';
  path: string;
  /** `115200 8N1` */
  line: string;
  dataRequest: SerialSettings['dataRequest'];
  host: string;
  port: string;
  meter: string;
  speed: string;
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-port', function (this: PortNode, config: PortConfig) {
    RED.nodes.createNode(this, config);
    if (config.kind === 'simulated') this.simulated = newSimulatedMeter(config.meter, this.id);
    this.meterPort = new MeterPort(openWire(config, this.simulated));
    this.on('close', (done: () => void) => void this.meterPort.close().finally(done));
  });

  RED.httpAdmin.get('/smart-meter/ports', RED.auth.needsPermission('smart-meter.read'), (_request, response) => {
    listPorts().then(
      (ports) => response.json(ports),
      () => response.json([]),
    );
  });
};

function openWire(config: PortConfig, simulated: SimulatedMeter | undefined) {
  if (simulated !== undefined) return simulatedWire(simulated, timeFactor(config.speed));
  if (config.kind === 'tcp') return tcpWire({ host: config.host.trim(), port: Number(config.port) });
  return serialWire({ path: config.path.trim(), ...lineSettings(config.line), dataRequest: config.dataRequest });
}
