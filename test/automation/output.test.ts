import assert from 'node:assert/strict';
import { type OutputFormat, type OutputSettings, payloadFor } from '../../src/automation/output';

describe('what is sent', () => {
  const boiler = { entities: ['switch.boiler', 'input_boolean.sun'] };
  const entity_id = ['switch.boiler', 'input_boolean.sun'];
  const cases: [OutputFormat, OutputSettings | undefined, on: unknown, off: unknown][] = [
    ['boolean', undefined, true, false],
    ['onoff', undefined, 'on', 'off'],
    ['ONOFF', undefined, 'ON', 'OFF'],
    [
      'home-assistant',
      boiler,
      { action: 'homeassistant.turn_on', target: { entity_id } },
      { action: 'homeassistant.turn_off', target: { entity_id } },
    ],
    ['home-assistant', {}, { action: 'homeassistant.turn_on' }, { action: 'homeassistant.turn_off' }],
    ['custom', { on: { power: 1 }, off: 0 }, { power: 1 }, 0],
  ];
  for (const [format, settings, on, off] of cases) {
    it(`${format} ${JSON.stringify(settings) ?? ''}`, () => {
      assert.deepEqual(payloadFor(true, format, settings), on);
      assert.deepEqual(payloadFor(false, format, settings), off);
    });
  }

  it('belongs to the message alone', () => {
    const payload = payloadFor(true, 'home-assistant', boiler) as { target: { entity_id: string[] } };
    payload.target.entity_id.push('switch.other');
    assert.deepEqual(payloadFor(true, 'home-assistant', boiler), {
      action: 'homeassistant.turn_on',
      target: { entity_id },
    });
  });
});
