import type { FlowNode } from './flow-node';

/** A threshold as the dialog stores it, that waits for nothing, with its output wired to `out`. */
export function threshold(settings: Record<string, unknown> = {}): FlowNode {
  return {
    ...{ id: 'threshold', type: 'han-threshold', name: 'lamp', wires: [['out']] },
    ...{ goal: 'limit', watch: 'power.import', watchType: 'reading', limit: '4000', limitType: 'num', load: '2000' },
    ...{ onAt: '', offAt: '', actAfter: '0', goBackAfter: '0', minimumOn: '0', minimumOff: '0', silence: '0' },
    ...{ failSafe: '', format: 'boolean', entities: '', onPayload: 'on', onPayloadType: 'str' },
    ...{ offPayload: 'off', offPayloadType: 'str', repeat: '' },
    ...settings,
  };
}

/** A message with a reading of this much import, in W. */
export function importing(watts: number): { topic: string; payload: object } {
  return { topic: 'home', payload: { power: { import: watts, net: watts } } };
}
